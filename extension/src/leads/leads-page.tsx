import { RecordPage } from "../crm-records/record-page.tsx";
import { RecordsPage } from "../crm-records/records-page.tsx";
import { useLeadFace } from "./use-lead-face.ts";

/** `/crm/leads`. */
export const LeadsPage = () => <RecordsPage face={useLeadFace()} />;

/** `/crm/leads/{id}`. */
export const LeadPage = ({ id }: { id: number }) => <RecordPage face={useLeadFace()} id={id} />;
