import { z } from "zod";
import type { Conversation } from "./conversation.ts";
import type { Ack } from "./error.ts";
import type { Job } from "./job.ts";
import {
  messageAfterSchema,
  replySchema,
  type Message,
  type MessageRange,
  type Reply,
} from "./message.ts";
import type { Tag } from "./tag.ts";
import type { typingSchema } from "./widget-socket.ts";

/** Socket.IO `auth` of namespace /agent. */
export const agentAuthSchema = z.object({ token: z.string().max(500) });
export type AgentAuth = z.infer<typeof agentAuthSchema>;

/** Follow one conversation's messages from a cursor; the answer holds what came after it. */
export const watchSchema = messageAfterSchema;
export { replySchema };

/** Client → server. */
export type AgentCalls = {
  "conversation:watch": (
    cursor: z.infer<typeof watchSchema>,
    ack: (answer: Ack<MessageRange>) => void,
  ) => void;
  "conversation:unwatch": (where: z.infer<typeof typingSchema>) => void;
  "messages:after": (
    cursor: z.infer<typeof messageAfterSchema>,
    ack: (answer: Ack<MessageRange>) => void,
  ) => void;
  "message:send": (
    reply: Reply,
    ack: (answer: Ack<{ message: Message; epoch: string }>) => void,
  ) => void;
  "message:read": (
    cursor: z.infer<typeof messageAfterSchema>,
    ack: (answer: Ack<Record<never, never>>) => void,
  ) => void;
  typing: (where: z.infer<typeof typingSchema>) => void;
};

/** What of the settings changed: read it again where it is shown. */
export type SettingsPart = "roles" | "team" | "api tokens" | "segments" | "tags";

/** Server → client: hints. Conversations carry a revision: an older one than held is dropped. */
/** A record that hangs on a contact. */
export interface ChangedRecord {
  type: "lead" | "deal";
  id: number;
  contactId: number;
}

export type AgentHints = {
  message: (message: Message) => void;
  heartbeat: (state: { conversationId: number; head: number; epoch: string }) => void;
  /** Every agent of the organization: a conversation is new or changed. */
  conversation: (conversation: Conversation) => void;
  /** A contact's fields, tags or segments changed: read it again where it is shown. */
  contact: (contact: { id: number; revision: number }) => void;
  /** A person was erased: whoever shows the contact or one of its conversations stops. */
  erased: (person: { contactId: number; conversations: number[] }) => void;
  /** The definitions of the contacts' properties changed: read them again where they are shown. */
  properties: () => void;
  /** A smart list is new, changed or gone: read them again where they are shown. */
  lists: () => void;
  /** Many contacts changed at once: whatever of them is shown, and has an id in this range. */
  contacts: (range: { from: number; to: number }) => void;
  /** To who started it and to admins, a few times a second while it is under way. */
  "job:changed": (job: Job) => void;
  /** A lead or a deal is new, changed or gone: read it again where it or its contact is shown. */
  record: (record: ChangedRecord) => void;
  /** A tag of the catalogue is new or changed. */
  tag: (tag: Tag) => void;
  settings: (changed: { about: SettingsPart }) => void;
  /** What this agent may do changed: read /api/me again, and whatever is shown. */
  rights: () => void;
  typing: (who: { conversationId: number; name: string; visitor: boolean }) => void;
  /** This sign-in was revoked; the socket closes. */
  signedOut: () => void;
};
