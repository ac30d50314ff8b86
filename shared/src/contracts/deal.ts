import { z } from "zod";
import {
  crmRecordSchema,
  newRecordFields,
  recordAssignments,
  recordChangeFields,
} from "./crm-record.ts";

/** The stages that a deal goes through, in order; `outcome` where it ends. */
export const pipelineSchema = z.object({
  id: z.int(),
  name: z.string(),
  stages: z.array(
    z.object({ id: z.int(), name: z.string(), outcome: z.enum(["won", "lost"]).nullable() }),
  ),
});
export type Pipeline = z.infer<typeof pipelineSchema>;

/** An amount of money as decimal text, `"1200.50"`: never a float. */
const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, "An amount has digits and at most two decimals: 1200.50.");
/** ISO 4217. */
const currency = z.string().regex(/^[A-Z]{3}$/, "A currency is three capital letters: EUR.");
const stageId = z.int().positive().max(2_147_483_647);

export const dealSchema = crmRecordSchema.extend({
  pipelineId: z.int(),
  stageId: z.int(),
  value: z.string(),
  currency: z.string(),
});
export type Deal = z.infer<typeof dealSchema>;

export const dealDetailSchema = dealSchema.extend(recordAssignments);
export type DealDetail = z.infer<typeof dealDetailSchema>;

export const newDealSchema = z.strictObject({
  ...newRecordFields,
  stageId,
  value: amount.default("0"),
  currency,
});
export type NewDeal = z.input<typeof newDealSchema>;

export const dealChangeSchema = z.strictObject({
  ...recordChangeFields,
  stageId: stageId.optional(),
  value: amount.optional(),
  currency: currency.optional(),
});
export type DealChange = z.infer<typeof dealChangeSchema>;
