import { contactFilterSchema } from "@tagalong/shared/contracts/contact-filter.ts";
import { tagSources, type TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import { z } from "zod";

const id = z.int().positive();
const sources = Object.keys(tagSources) as [TagSource, ...TagSource[]];

/**
 * Whom a bulk change is for, settled at its start. Checked rows: these ids, in their order. All that
 * match: every contact there was then (none is newer than `upTo`), each looked at once, in the order
 * of ids, and taken when it matches at that moment; "in the last 7 days" counts from `at`.
 */
export const settledSelectionSchema = z.union([
  z.strictObject({ contactIds: z.array(id) }),
  z.strictObject({
    filter: contactFilterSchema,
    except: z.array(id).default([]),
    upTo: z.int(),
    at: z.iso.datetime(),
  }),
]);
export type SettledSelection = z.infer<typeof settledSelectionSchema>;

export const bulkTagsPayloadSchema = z.strictObject({
  selection: settledSelectionSchema,
  add: z.array(id),
  remove: z.array(id),
  source: z.enum(sources),
});
export type BulkTagsPayload = z.infer<typeof bulkTagsPayloadSchema>;
