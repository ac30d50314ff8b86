import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { previewOf } from "../preview.ts";
import type { AppendedRow } from "./append-visitor-message.ts";

/** Adds an agent's message, or finds it when it was stored before (delivery 2 and 3). */
const append = statement<AppendedRow>(`
  WITH stored AS (
    SELECT m.* FROM messages m
    WHERE m.organization_id = $1 AND m.conversation_id = $2 AND m.client_id = $3
  ), conversation AS (
    UPDATE conversations c SET last_sequence = c.last_sequence + 1,
      agent_read_sequence = c.last_sequence + 1, last_message_preview = $6,
      last_message_author = 'agent', last_message_at = now(), waiting_since = NULL,
      first_response_at = coalesce(c.first_response_at, now()), revision = c.revision + 1
    WHERE c.organization_id = $1 AND c.id = $2 AND c.erased_at IS NULL
      AND NOT EXISTS (SELECT FROM stored)
    RETURNING c.id, c.contact_id, c.last_sequence
  ), message AS (
    INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type,
      author_id, text)
    SELECT $1, id, last_sequence, $3, 'agent', $4, $5 FROM conversation
    RETURNING *
  ), event AS (
    INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id,
      conversation_id, sequence, actor_type, actor_id, data)
    SELECT $1, 'message.created', 'conversation', id::text, contact_id, id, last_sequence,
      'agent', $4::text, '{}'::jsonb FROM conversation
  )
  SELECT m.conversation_id, m.sequence, m.client_id, m.author_type, m.author_id, m.text,
    m.created_at, m.fresh, coalesce(a.name, '') AS author_name,
    (SELECT epoch FROM server_state) AS epoch
  FROM (
    SELECT stored.*, false AS fresh FROM stored
    UNION ALL SELECT message.*, true AS fresh FROM message
  ) m LEFT JOIN agents a ON a.organization_id = $1 AND a.id = m.author_id AND m.author_type = 'agent'`);

/** The stored message, or undefined when there is no such conversation. */
export async function appendReply(
  transaction: OrganizationTransaction,
  agentId: number,
  reply: { conversationId: number; clientId: string; text: string },
): Promise<AppendedRow | undefined> {
  const { conversationId, clientId, text } = reply;
  const [row] = await transaction.query(append, [
    transaction.organizationId,
    conversationId,
    clientId,
    agentId,
    text,
    previewOf(text),
  ]);
  return row;
}
