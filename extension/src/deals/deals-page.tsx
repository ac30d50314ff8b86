import { RecordPage } from "../crm-records/record-page.tsx";
import { RecordsPage } from "../crm-records/records-page.tsx";
import { useDealFace } from "./use-deal-face.ts";

/** `/crm/deals`. */
export const DealsPage = () => <RecordsPage face={useDealFace()} />;

/** `/crm/deals/{id}`. */
export const DealPage = ({ id }: { id: number }) => <RecordPage face={useDealFace()} id={id} />;
