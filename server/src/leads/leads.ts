import type { Lead, leadChangeSchema, newLeadSchema } from "@tagalong/shared/contracts/lead.ts";
import type { z } from "zod";
import { commonColumns } from "../crm-records/record-kind.ts";
import { recordVerbs } from "../crm-records/record-verbs.ts";
import { toRecord } from "../crm-records/to-record.ts";
import { taggedLead } from "../tags/tagged-record.ts";

/** What can be done with leads (K1). */
export const leads = recordVerbs<
  Lead,
  z.output<typeof newLeadSchema>,
  z.output<typeof leadChangeSchema>
>({
  kind: {
    tagged: taggedLead,
    created: "lead.created",
    updated: "lead.updated",
    deleted: "lead.deleted",
    columns: { ...commonColumns, status: "status", score: "score" },
  },
  toItem: (row) => ({
    ...toRecord(row),
    status: row.status as Lead["status"],
    score: Number(row.score),
  }),
});
