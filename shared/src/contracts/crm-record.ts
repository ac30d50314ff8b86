import { z } from "zod";
import { assignmentSchema } from "./tag.ts";
import { storableText } from "./text.ts";
import { isVisible } from "./visible.ts";

/** What leads and deals have in common: they hang on a contact and carry tags (K1, T2). */
export const crmRecordSchema = z.object({
  id: z.int(),
  contact: z.object({ id: z.int(), displayName: z.string() }),
  title: z.string(),
  ownerId: z.int().nullable(),
  /** Active tags. */
  tagIds: z.array(z.int()),
  revision: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type CrmRecord = z.infer<typeof crmRecordSchema>;

/** With its tags' source, date and who (T6), historical ones too (T5). */
export const recordAssignments = { assignments: z.array(assignmentSchema) };

const id = z.int().positive();

/** What everybody gives who creates one. */
export const newRecordFields = {
  contactId: id,
  title: storableText
    .trim()
    .min(1, "A title is needed.")
    .max(200, "A title holds at most 200 characters.")
    .refine(isVisible, "A title needs something to see."),
  ownerId: id.max(2_147_483_647).nullable().optional(),
};

/** What may be changed; `revision` is the one that was seen, so that nobody's change is overwritten. */
export const recordChangeFields = {
  title: newRecordFields.title.optional(),
  ownerId: newRecordFields.ownerId,
  revision: z.int().positive().optional(),
};
