import {
  leadDetailSchema,
  leadSchema,
  leadStatuses,
  maxLeadScore,
  type Lead,
} from "@tagalong/shared/contracts/lead.ts";
import type { RecordFace } from "../crm-records/record-face.ts";

const statusLabels: Record<Lead["status"], string> = {
  new: "New",
  working: "Working",
  qualified: "Qualified",
  unqualified: "Unqualified",
};

const face: RecordFace<Lead> = {
  noun: "lead",
  title: "Leads",
  icon: "lead",
  api: "/api/crm/leads",
  path: "/crm/leads",
  item: leadSchema,
  detail: leadDetailSchema,
  view: "view leads",
  manage: "manage leads",
  columns: [
    { label: "Status", cell: ({ status }) => statusLabels[status] },
    { label: "Score", number: true, cell: ({ score }) => score },
  ],
  fields: [
    {
      name: "status",
      label: "Status",
      control: {
        kind: "choice",
        choices: leadStatuses.map((value) => ({ value, label: statusLabels[value] })),
      },
      initial: "new",
      toValue: (typed) => typed,
    },
    {
      name: "score",
      label: "Score",
      control: { kind: "number", min: 0, max: maxLeadScore },
      initial: "0",
      toValue: (typed) => (typed.trim() === "" ? 0 : Number(typed)),
    },
  ],
  valueOf: (lead, field) => (field === "score" ? String(lead.score) : lead.status),
};

/** How leads are shown (K1). */
export const useLeadFace = (): RecordFace<Lead> => face;
