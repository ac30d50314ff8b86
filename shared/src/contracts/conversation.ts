import { z } from "zod";
import { priorities } from "../priority/priorities.ts";
import { assignmentSchema } from "./tag.ts";

export const conversationStatuses = ["open", "snoozed", "closed"] as const;

/** Which rule decided, and why, in plain words (R5). */
export const decisionSchema = z.object({
  rule: z.string(),
  why: z.array(z.string()),
});
export type DecisionReason = z.infer<typeof decisionSchema>;

/** One row of the inbox. */
export const conversationSchema = z.object({
  id: z.int(),
  contact: z.object({ id: z.int(), displayName: z.string(), email: z.string().nullable() }),
  channel: z.string(),
  topic: z.string().nullable(),
  status: z.enum(conversationStatuses),
  priority: z.enum(priorities),
  queue: z.object({ id: z.int(), name: z.string() }).nullable(),
  assignee: z.object({ id: z.int(), name: z.string() }).nullable(),
  head: z.int(),
  agentReadSequence: z.int(),
  visitorReadSequence: z.int(),
  preview: z.string(),
  previewAuthor: z.enum(["visitor", "agent", "system"]),
  revision: z.int(),
  createdAt: z.iso.datetime(),
  lastMessageAt: z.iso.datetime(),
  waitingSince: z.iso.datetime().nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const conversationDetailSchema = conversationSchema.extend({
  pageUrl: z.string().nullable(),
  language: z.string().nullable(),
  whyPriority: decisionSchema.nullable(),
  whyHere: decisionSchema.nullable(),
  assignments: z.array(assignmentSchema),
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;

export const conversationChangeSchema = z.strictObject({
  status: z.enum(["open", "closed"]).optional(),
  priority: z.enum(priorities).optional(),
  assigneeId: z.int().positive().nullable().optional(),
});
export type ConversationChange = z.infer<typeof conversationChangeSchema>;
