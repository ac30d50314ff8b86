import { z } from "zod";
import { messageText } from "./text.ts";

/** Delivery 1: a UUID made by the sender before it first sends. */
export const clientIdSchema = z.uuid();

export const messageSchema = z.object({
  conversationId: z.int(),
  /** 1, 2, 3 … within the conversation, without gaps (delivery 3). */
  sequence: z.int().positive(),
  clientId: clientIdSchema,
  author: z.object({ type: z.enum(["visitor", "agent", "system"]), name: z.string() }),
  text: z.string(),
  createdAt: z.iso.datetime(),
});
export type Message = z.infer<typeof messageSchema>;

/** Messages after a cursor, oldest first; `head` is the conversation's last sequence. */
export const messageRangeSchema = z.object({
  messages: z.array(messageSchema),
  head: z.int(),
  epoch: z.uuid(),
});
export type MessageRange = z.infer<typeof messageRangeSchema>;

/** At most this many messages come in one answer; ask again from the last one for more. */
export const messageRangeLimit = 200;

export const messageAfterSchema = z.strictObject({
  conversationId: z.int().positive(),
  sequence: z.int().nonnegative(),
});

export const replySchema = z.strictObject({
  clientId: clientIdSchema,
  conversationId: z.int().positive(),
  text: messageText,
});
export type Reply = z.infer<typeof replySchema>;
