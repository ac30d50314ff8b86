import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { ConversationRow } from "./queries/conversation-row.ts";

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    contact: { id: row.contact_id, displayName: row.contact_name, email: row.contact_email },
    channel: row.channel,
    topic: row.topic,
    status: row.status,
    priority: row.priority,
    queue: row.queue_id === null ? null : { id: row.queue_id, name: row.queue_name ?? "" },
    assignee:
      row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? "" },
    head: row.last_sequence,
    agentReadSequence: row.agent_read_sequence,
    visitorReadSequence: row.visitor_read_sequence,
    preview: row.last_message_preview,
    previewAuthor: row.last_message_author,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    lastMessageAt: row.last_message_at.toISOString(),
    waitingSince: row.waiting_since?.toISOString() ?? null,
  };
}
