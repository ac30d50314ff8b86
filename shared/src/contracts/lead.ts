import { z } from "zod";
import {
  crmRecordSchema,
  newRecordFields,
  recordAssignments,
  recordChangeFields,
} from "./crm-record.ts";

export const leadStatuses = ["new", "working", "qualified", "unqualified"] as const;

/** How promising a lead is. */
export const maxLeadScore = 1_000;
const score = z.int().min(0).max(maxLeadScore);

export const leadSchema = crmRecordSchema.extend({ status: z.enum(leadStatuses), score });
export type Lead = z.infer<typeof leadSchema>;

export const leadDetailSchema = leadSchema.extend(recordAssignments);
export type LeadDetail = z.infer<typeof leadDetailSchema>;

export const newLeadSchema = z.strictObject({
  ...newRecordFields,
  status: z.enum(leadStatuses).default("new"),
  score: score.default(0),
});
export type NewLead = z.input<typeof newLeadSchema>;

export const leadChangeSchema = z.strictObject({
  ...recordChangeFields,
  status: z.enum(leadStatuses).optional(),
  score: score.optional(),
});
export type LeadChange = z.infer<typeof leadChangeSchema>;
