import { z } from "zod";
import { contactSchema } from "./contact.ts";
import { storableText } from "./text.ts";

const id = z.int().positive();

/** Fields that two contacts may differ in, besides `properties.<key>`. */
export const mergeFields = [
  "name",
  "email",
  "phone",
  "company",
  "country",
  "externalId",
  "ownerId",
] as const;
export type MergeField = (typeof mergeFields)[number];

/** Whose value of a field the one contact is to have. */
export const mergeSides = ["kept", "absorbed"] as const;
export type MergeSide = (typeof mergeSides)[number];

const choices = z.record(storableText.max(100), z.enum(mergeSides)).default({});

/**
 * Merges another contact into this one (`otherId`), or this one into another (`intoId`). `fields`
 * chooses where both have a value: `{"email": "absorbed", "properties.plan_tier": "kept"}`. What is
 * not chosen is kept, and filled from the other where it is empty.
 */
export const mergeContactsSchema = z.union([
  z.strictObject({ otherId: id, fields: choices }),
  z.strictObject({ intoId: id, fields: choices }),
]);
export type MergeContacts = z.input<typeof mergeContactsSchema>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A field as both have it. */
export const mergeDifferenceSchema = z.object({
  /** `email`, `properties.plan_tier` */
  field: z.string(),
  label: z.string(),
  kind: z.enum(["text", "number", "boolean", "date", "choice"]),
  /** In words where the stored value is an id: an owner's name. */
  kept: value,
  absorbed: value,
  /** Whose value it will be unless chosen otherwise. */
  side: z.enum(mergeSides),
  /** False: there is nothing to choose, because one is empty or only one is verified. */
  choice: z.boolean(),
});
export type MergeDifference = z.infer<typeof mergeDifferenceSchema>;

/** What a merge would do, before it is done. */
export const mergePreviewSchema = z.object({
  kept: contactSchema,
  absorbed: contactSchema,
  differences: z.array(mergeDifferenceSchema),
  /** External ids under which the one contact will be found besides its own. */
  aliases: z.array(z.string()),
  /** Tags that move over, and those for which there is no room (T7). */
  tags: z.object({ moved: z.array(z.int()), leftOut: z.array(z.int()) }),
  maxTagsPerRecord: z.int().nullable(),
  /** Segments that the kept contact enters, and leaves because the other was taken out by hand (S2). */
  segments: z.object({ entered: z.array(z.string()), left: z.array(z.string()) }),
  conversations: z.int(),
  leads: z.int(),
  deals: z.int(),
});
export type MergePreview = z.infer<typeof mergePreviewSchema>;

export const mergedContactSchema = z.object({
  mergeId: z.int(),
  contact: contactSchema,
  absorbedId: z.int(),
  /** Tags for which there was no room (T7). */
  leftOut: z.array(z.int()),
});
export type MergedContact = z.infer<typeof mergedContactSchema>;

/** Both contacts, as they are after a merge was undone. */
export const unmergedContactsSchema = z.object({
  contact: contactSchema,
  restored: contactSchema,
});
export type UnmergedContacts = z.infer<typeof unmergedContactsSchema>;

/** What two contacts have in common that makes them look like one person. */
export const likenesses = ["externalId", "email", "phone"] as const;

/** Contacts that may be the same person, the most alike first. */
export const likeContactsSchema = z.array(
  z.object({ contact: contactSchema, same: z.array(z.enum(likenesses)) }),
);
export type LikeContacts = z.infer<typeof likeContactsSchema>;

/** What was left of an erased person for the reports. */
export const erasedContactSchema = z.object({
  id: z.int(),
  conversations: z.int(),
  messages: z.int(),
});
export type ErasedContact = z.infer<typeof erasedContactSchema>;
