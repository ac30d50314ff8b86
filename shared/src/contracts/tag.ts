import { z } from "zod";
import { tagColors, type TagColor } from "../tags/tag-colors.ts";
import { tagSources, type TagSource } from "../tags/tag-sources.ts";
import { storableText } from "./text.ts";

export const tagScopes = ["contact", "conversation", "both"] as const;
const sources = Object.keys(tagSources) as [TagSource, ...TagSource[]];

export const tagSchema = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  color: z.enum([...tagColors, "default"] as [TagColor, ...TagColor[]]),
  scope: z.enum(tagScopes),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
});
export type Tag = z.infer<typeof tagSchema>;

/** `name` is as typed; the server stores it normalised (T1) and answers with the stored name. */
export const newTagSchema = z.strictObject({
  name: storableText.max(200),
  description: storableText.max(500).default(""),
  color: tagSchema.shape.color.default("default"),
  scope: tagSchema.shape.scope.default("both"),
});
export type NewTag = z.input<typeof newTagSchema>;

/** `nearTwin`: an active tag whose name differs only in spelling; a hint, not a refusal (T1). */
export const createdTagSchema = tagSchema.extend({
  nearTwin: tagSchema.pick({ id: true, name: true }).nullable(),
});
export type CreatedTag = z.infer<typeof createdTagSchema>;

/** An assignment on a record (T6). `historical`: its tag was deleted since (T5). */
export const assignmentSchema = z.object({
  tagId: z.int(),
  source: z.enum(sources),
  sourceLabel: z.string(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
  historical: z.boolean(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** The body of the attach call (T11), exactly `{"tag_id": 7}`. */
export const attachTagSchema = z.strictObject({ tag_id: z.int().positive() });

/** The record's assignments after an add or a remove, with its new revision. */
export const assignmentsSchema = z.object({
  changed: z.boolean(),
  assignments: z.array(assignmentSchema),
});
export type Assignments = z.infer<typeof assignmentsSchema>;
