import { z } from "zod";
import { contactSchema } from "./contact.ts";

export const criteriaPreviewRequestSchema = z.strictObject({
  /** A criteria tree over contacts; an `all` of nothing is everyone. */
  criteria: z.unknown(),
});

/**
 * `exact` was counted. Where there are too many contacts to count in time: `about` is estimated
 * from a sample, `at_most` is a bound for what is rarer than a sample can show.
 */
export const previewPrecisions = ["exact", "about", "at_most"] as const;

export const previewCountSchema = z.object({
  count: z.int(),
  precision: z.enum(previewPrecisions),
});
export type PreviewCount = z.infer<typeof previewCountSchema>;

const nodeCountSchema = previewCountSchema.extend({
  /** Where the node stands: `all.0.any.2`, "" for the whole. */
  path: z.string(),
});

/** Who criteria match now, node by node (S4). */
export const criteriaPreviewSchema = z.object({
  total: previewCountSchema.shape.count,
  precision: previewCountSchema.shape.precision,
  perNode: z.array(nodeCountSchema),
  /** For each condition that matches empty only by being a negation: how many are empty. */
  empty: z.array(nodeCountSchema),
  /** A few who match. */
  samples: z.array(contactSchema),
});
export type CriteriaPreview = z.infer<typeof criteriaPreviewSchema>;
