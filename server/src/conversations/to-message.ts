import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { MessageRow } from "./queries/message-row.ts";

export function toMessage(row: MessageRow): Message {
  return {
    conversationId: row.conversation_id,
    sequence: row.sequence,
    clientId: row.client_id,
    author: { type: row.author_type, name: row.author_name },
    text: row.text,
    createdAt: row.created_at.toISOString(),
  };
}
