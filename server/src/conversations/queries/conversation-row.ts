import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Priority } from "@tagalong/shared/priority/priorities.ts";
import { contactName } from "./contact-name.ts";

/** A conversation as the inbox shows it, joined with the names it needs. */
export interface ConversationRow {
  id: number;
  contact_id: number;
  contact_name: string;
  contact_email: string | null;
  channel: string;
  topic: string | null;
  status: Conversation["status"];
  priority: Priority;
  queue_id: number | null;
  queue_name: string | null;
  assignee_id: number | null;
  assignee_name: string | null;
  last_sequence: number;
  agent_read_sequence: number;
  visitor_read_sequence: number;
  last_message_preview: string;
  last_message_author: Conversation["previewAuthor"];
  revision: number;
  created_at: Date;
  last_message_at: Date;
  waiting_since: Date | null;
}

/** Columns of `ConversationRow`; the aliases are those that criteria use in SQL. */
export const conversationColumns = `
  conversation.id, conversation.contact_id, ${contactName("contact")} AS contact_name,
  contact.email AS contact_email, conversation.channel, conversation.topic, conversation.status,
  conversation.priority, conversation.queue_id, queue.name AS queue_name,
  conversation.assignee_id, assignee.name AS assignee_name, conversation.last_sequence,
  conversation.agent_read_sequence, conversation.visitor_read_sequence,
  conversation.last_message_preview, conversation.last_message_author, conversation.revision,
  conversation.created_at, conversation.last_message_at, conversation.waiting_since`;

/** The organization is $1. */
export const conversationTables = `
  conversations AS conversation
  JOIN contacts AS contact ON contact.organization_id = $1 AND contact.id = conversation.contact_id
  LEFT JOIN queues AS queue ON queue.organization_id = $1 AND queue.id = conversation.queue_id
  LEFT JOIN agents AS assignee
    ON assignee.organization_id = $1 AND assignee.id = conversation.assignee_id`;
