import { z } from "zod";
import { contextSchema } from "./context.ts";
import type { Ack } from "./error.ts";
import { clientIdSchema, messageAfterSchema, type Message, type MessageRange } from "./message.ts";
import { messageText } from "./text.ts";

/** Socket.IO `auth` of namespace /widget. The key is also the connection's query, for the Origin check. */
export const widgetAuthSchema = z.object({
  key: z.string().max(100),
  /** 32 random bytes in hex, made by the browser when the chat is first opened. */
  visitor: z.string().regex(/^[0-9a-f]{64}$/),
  /** Signed context: a JWT (HS256, exp required, aud = the widget key). */
  token: z.string().max(8_000).optional(),
});
export type WidgetAuth = z.infer<typeof widgetAuthSchema>;

/**
 * The visitor's next message. Without `conversationId` it goes to the visitor's open conversation,
 * or starts one with `context` (V1); what `context` says of the visitor is kept either way.
 * Sending the same client id again returns the stored message.
 */
export const visitorMessageSchema = z.strictObject({
  clientId: clientIdSchema,
  text: messageText,
  conversationId: z.int().positive().optional(),
  context: contextSchema.optional(),
});
export type VisitorMessage = z.infer<typeof visitorMessageSchema>;

/** What the widget learns when it opens: nothing is stored by asking. */
export type Welcome = {
  organization: string;
  greeting: string;
  epoch: string;
  /** The visitor's latest conversation, when there is one. */
  conversation: {
    id: number;
    status: "open" | "snoozed" | "closed";
    head: number;
    agentReadSequence: number;
  } | null;
};

export const readSchema = messageAfterSchema;
export const typingSchema = z.strictObject({ conversationId: z.int().positive() });

/** Client → server. Each call is acknowledged after the commit. */
export type WidgetCalls = {
  welcome: (ack: (answer: Ack<Welcome>) => void) => void;
  "message:send": (
    message: VisitorMessage,
    ack: (answer: Ack<{ message: Message; epoch: string }>) => void,
  ) => void;
  "messages:after": (
    cursor: z.infer<typeof messageAfterSchema>,
    ack: (answer: Ack<MessageRange>) => void,
  ) => void;
  "message:read": (
    cursor: z.infer<typeof readSchema>,
    ack: (answer: Ack<Record<never, never>>) => void,
  ) => void;
  typing: (where: z.infer<typeof typingSchema>) => void;
};

/** Server → client: hints; the database is the truth (delivery 5). */
export type WidgetHints = {
  message: (message: Message) => void;
  /** At least every 10 s: a head beyond the client's cursor means a lost message. */
  heartbeat: (state: { conversationId: number; head: number; epoch: string }) => void;
  conversation: (state: { id: number; status: string; agentReadSequence: number }) => void;
  typing: (who: { conversationId: number; name: string }) => void;
};
