import { z } from "zod";
import { criteriaUserSchema } from "./criteria-user.ts";

export const refreshWays = ["manual", "on_conversation", "on_sync", "live"] as const;

export const segmentSchema = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  refresh: z.enum(refreshWays),
  /** A criteria tree (see criteria/criteria.ts); null for manual segments without one. */
  criteria: z.unknown().nullable(),
  /** The criteria in plain words; null without criteria. */
  sentence: z.string().nullable(),
  /** Conditions that no longer mean what they did: on a deleted tag, segment or property. */
  flags: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  requiresSignedContext: z.boolean(),
  members: z.int(),
  /** What names it in its criteria. */
  usedBy: z.array(criteriaUserSchema),
  /** The sync under way; see /api/jobs/{id}. */
  syncJob: z.int().nullable(),
  /** When its last sync ended. */
  refreshedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Segment = z.infer<typeof segmentSchema>;

export const newSegmentSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(500).default(""),
  refresh: z.enum(refreshWays),
  criteria: z.unknown().optional(),
  requiresSignedContext: z.boolean().default(false),
});
export type NewSegment = z.input<typeof newSegmentSchema>;

/** What editing changes: what is given. Criteria may be taken away from a manual segment only. */
export const segmentChangeSchema = z
  .strictObject({
    name: newSegmentSchema.shape.name,
    description: z.string().max(500),
    refresh: newSegmentSchema.shape.refresh,
    criteria: z.unknown(),
    requiresSignedContext: z.boolean(),
  })
  .partial();
export type SegmentChange = z.infer<typeof segmentChangeSchema>;

/** A contact's segment as shown beside a thread, with why (S5). */
export const contactSegmentSchema = z.object({
  segmentId: z.int(),
  name: z.string(),
  origin: z.enum(["by_hand", "criteria", "widget"]),
  /** In plain words: `Plan tier is "enterprise"`, "Added by hand by …", "Widget context, signed". */
  why: z.array(z.string()),
  /** Only from this conversation's unsigned context: shown as self-declared, matches no rule (S7). */
  selfDeclared: z.boolean(),
  at: z.iso.datetime().nullable(),
});
export type ContactSegment = z.infer<typeof contactSegmentSchema>;
