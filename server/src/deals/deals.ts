import type { Deal, dealChangeSchema, newDealSchema } from "@tagalong/shared/contracts/deal.ts";
import type { z } from "zod";
import { commonColumns } from "../crm-records/record-kind.ts";
import { recordVerbs } from "../crm-records/record-verbs.ts";
import { toRecord } from "../crm-records/to-record.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { taggedDeal } from "../tags/tagged-record.ts";
import { stageExists } from "./queries.ts";

/** What can be done with deals (K1). */
export const deals = recordVerbs<
  Deal,
  z.output<typeof newDealSchema>,
  z.output<typeof dealChangeSchema>
>({
  kind: {
    tagged: taggedDeal,
    created: "deal.created",
    updated: "deal.updated",
    deleted: "deal.deleted",
    columns: { ...commonColumns, stageId: "stage_id", value: "value", currency: "currency" },
    joined: {
      tables: `JOIN pipeline_stages stage ON stage.organization_id = record.organization_id
        AND stage.id = record.stage_id`,
      columns: "stage.pipeline_id",
    },
  },
  toItem: (row) => ({
    ...toRecord(row),
    pipelineId: Number(row.pipeline_id),
    stageId: Number(row.stage_id),
    value: String(row.value),
    currency: String(row.currency),
  }),
  async check(transaction, { stageId }) {
    if (typeof stageId !== "number" || (await stageExists(transaction, stageId))) return;
    throw new ProblemError("invalid_value", "There is no such stage.", "stageId");
  },
});
