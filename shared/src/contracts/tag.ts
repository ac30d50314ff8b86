import { z } from "zod";
import { tagColors, type TagColor } from "../tags/tag-colors.ts";
import { tagSources, type TagSource } from "../tags/tag-sources.ts";
import { contactSelectionSchema } from "./contact-filter.ts";
import { criteriaUserSchema } from "./criteria-user.ts";
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
  /** The tag that took over what this deleted one stood for (T10). */
  mergedInto: z.int().nullable(),
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

/** What editing changes: what is given (T5: of active tags only). */
export const tagChangeSchema = z
  .strictObject({
    name: newTagSchema.shape.name,
    description: storableText.max(500),
    color: tagSchema.shape.color,
    scope: tagSchema.shape.scope,
  })
  .partial();
export type TagChange = z.infer<typeof tagChangeSchema>;

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

const tagId = z.int().positive().max(2_147_483_647);
const tagIds = z.array(tagId).min(1).max(500);

/** Which tags to delete, or to merge into another one. */
export const someTagsSchema = z.strictObject({ tagIds });

/** A restored tag may come back under another name, should its own be taken meanwhile. */
export const restoreTagSchema = z.strictObject({ name: newTagSchema.shape.name.optional() });

const bulkTagIds = z.array(tagId).max(50).default([]);

/** Adds to and takes off what a selection of contacts has; never replaces (T9). */
export const bulkTagsSchema = z.strictObject({
  selection: contactSelectionSchema,
  add: bulkTagIds,
  remove: bulkTagIds,
});
export type BulkTags = z.output<typeof bulkTagsSchema>;

/** Where a tag is used; a deleted one's records are its history (T3, T10). */
export const tagUsageSchema = z.object({
  tagId: z.int(),
  /** How many records carry it, by their kind. */
  records: z.object({
    contacts: z.int(),
    conversations: z.int(),
    leads: z.int(),
    deals: z.int(),
  }),
  usedBy: z.array(criteriaUserSchema),
});
export type TagUsage = z.infer<typeof tagUsageSchema>;

/** What tidying up would begin with: active tags that nothing uses, and look-alikes (T10). */
export const tagReviewSchema = z.object({
  unused: z.array(z.int()),
  /** `keep` is the one used most. */
  twins: z.array(z.object({ keep: z.int(), merge: z.array(z.int()) })),
});
export type TagReview = z.infer<typeof tagReviewSchema>;

/** `records` that carried a merged tag, and what named one in its criteria. */
export const mergedTagsSchema = z.object({
  tag: tagSchema,
  merged: z.array(tagSchema),
  records: tagUsageSchema.shape.records,
  rewritten: tagUsageSchema.shape.usedBy,
});
export type MergedTags = z.infer<typeof mergedTagsSchema>;

/** Most tags that one record may hold; null: any number (T7). */
const tagLimit = z.int().min(1).max(1_000).nullable();

export const tagSettingsSchema = z.object({
  tagNames: z.enum(["slug", "as_typed"]),
  maxTagsPerRecord: tagLimit,
});
export type TagSettings = z.infer<typeof tagSettingsSchema>;

/** How tags are named is changed by a call of its own, which shows first what it would do (T1). */
export const tagSettingsChangeSchema = z.strictObject({ maxTagsPerRecord: tagLimit });

export const tagNamings = ["slug", "as_typed"] as const;

/** What another naming would do to the active tags, shown before it is done (T1). */
export const tagNamingPlanSchema = z.object({
  tagNames: z.enum(tagNamings),
  renames: z.array(z.object({ tagId: z.int(), name: z.string(), to: z.string() })),
  merges: z.array(z.object({ keep: z.int(), merge: z.array(z.int()), to: z.string() })),
  /** Names that the naming has no form for; they must be renamed by hand first. */
  impossible: z.array(z.object({ tagId: z.int(), name: z.string(), why: z.string() })),
  /** Stands for this very plan: what is done is what was shown. */
  plan: z.string(),
});
export type TagNamingPlan = z.infer<typeof tagNamingPlanSchema>;

/** Without `plan` only the setting changes: new names follow it, those that exist stay (T1). */
export const tagNamingSchema = z.strictObject({
  tagNames: z.enum(tagNamings),
  plan: z.string().max(100).optional(),
});
export type TagNaming = z.infer<typeof tagNamingSchema>;
