import { z } from "zod";
import { contactFilterSchema, contactSorts } from "./contact-filter.ts";
import { sortDirections } from "./contact-list.ts";
import { storableText } from "./text.ts";
import { isVisible } from "./visible.ts";

const name = storableText
  .trim()
  .min(1)
  .max(100)
  .refine(isVisible, { message: "A name needs something to see." });

/** Ids of columns in the order shown; `property.<key>` for a property. */
const columns = z
  .array(storableText.min(1).max(100))
  .max(100)
  .refine((all) => new Set(all).size === all.length, { message: "A column is named twice." });

/** A condition of a list's filter that no longer means what it did (criteria, "meaning" 5). */
export const listFlagSchema = z.object({
  /** Within the filter: `tags.0`, `criteria.all.1`. */
  path: z.string(),
  code: z.enum(["deleted_tag", "deleted_segment", "missing_field"]),
  message: z.string(),
});

/** A saved filter of contacts with the way they are shown (C7); always current. */
export const smartListSchema = z.object({
  id: z.int(),
  name: z.string(),
  filter: contactFilterSchema,
  sort: z.enum(contactSorts),
  direction: z.enum(sortDirections),
  columns: z.array(z.string()),
  /** Everybody's, or its owner's alone. */
  shared: z.boolean(),
  /** The agent who made it; null when a program did. */
  ownerId: z.int().nullable(),
  flags: z.array(listFlagSchema),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SmartList = z.infer<typeof smartListSchema>;

export const newSmartListSchema = z.strictObject({
  name,
  filter: contactFilterSchema,
  sort: z.enum(contactSorts).default("lastSeen"),
  direction: z.enum(sortDirections).default("desc"),
  columns: columns.default([]),
  shared: z.boolean().default(false),
});
export type NewSmartList = z.input<typeof newSmartListSchema>;

/** What is given is changed, the rest stays. */
export const smartListChangeSchema = z
  .strictObject({
    name,
    filter: contactFilterSchema,
    sort: z.enum(contactSorts),
    direction: z.enum(sortDirections),
    columns,
    shared: z.boolean(),
  })
  .partial();
export type SmartListChange = z.infer<typeof smartListChangeSchema>;
