import type { VisitorIdentity } from "../../contacts/visitor-identity.ts";
import { statement, type Prepared } from "../../database/statement.ts";
import { previewOf } from "../preview.ts";
import { contactName } from "./contact-name.ts";
import type { MessageRow } from "./message-row.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

export interface AppendedRow extends MessageRow {
  /** False: it was stored before (delivery 2). */
  fresh: boolean;
  epoch: string;
}

export interface NewVisitorMessage {
  clientId: string;
  text: string;
  conversationId?: number | undefined;
}

/**
 * Finds the message if it was stored before, in whichever of the visitor's conversations; else adds
 * it to the one named, or to the visitor's latest that is not closed. The sequence is taken under
 * the conversation's row lock (delivery 3). Writing to a closed or snoozed conversation opens it.
 *
 * OFFSET 0 keeps the joins in this order, from the visitor on. A plan that was made while the tables
 * were small is kept, and one that starts from the messages is slower with each of them.
 */
const append = statement<AppendedRow>(`
  WITH visitor AS (${visitorRow}), stored AS (
    SELECT m.* FROM visitor v
    CROSS JOIN LATERAL (SELECT c.id FROM conversations c WHERE ${ownConversation} OFFSET 0) c
    CROSS JOIN LATERAL (
      SELECT m.* FROM messages m
      WHERE m.organization_id = $1 AND m.conversation_id = c.id AND m.client_id = $4 OFFSET 0
    ) m LIMIT 1
  ), target AS (
    SELECT c.id, c.status FROM visitor v
    CROSS JOIN LATERAL (
      SELECT c.id, c.status FROM conversations c WHERE ${ownConversation} OFFSET 0
    ) c
    WHERE CASE WHEN $5::bigint IS NULL THEN c.status <> 'closed' ELSE c.id = $5 END
      AND NOT EXISTS (SELECT FROM stored)
    ORDER BY c.id DESC LIMIT 1
  ), conversation AS (
    UPDATE conversations c SET last_sequence = c.last_sequence + 1,
      visitor_read_sequence = c.last_sequence + 1, last_message_preview = $7,
      last_message_author = 'visitor', last_message_at = now(),
      waiting_since = coalesce(c.waiting_since, now()), status = 'open', closed_at = NULL,
      revision = c.revision + 1
    FROM target WHERE c.organization_id = $1 AND c.id = target.id AND c.erased_at IS NULL
      AND ($5::bigint IS NOT NULL OR c.status <> 'closed')
    RETURNING c.id, c.contact_id, c.visitor_id, c.last_sequence, target.status AS status_before
  ), message AS (
    INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type,
      author_id, text)
    SELECT $1, id, last_sequence, $4, 'visitor', contact_id, $6 FROM conversation
    RETURNING *
  ), seen AS (
    UPDATE visitors SET last_seen_at = now() FROM visitor
    WHERE organization_id = $1 AND visitors.id = visitor.id
      AND last_seen_at < now() - interval '1 minute'
  ), event AS (
    INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id,
      conversation_id, sequence, actor_type, actor_id, data)
    SELECT $1, 'message.created', 'conversation', id::text, contact_id, id, last_sequence,
      'visitor', visitor_id::text, '{}'::jsonb FROM conversation
    UNION ALL
    SELECT $1, 'conversation.status_changed', 'conversation', id::text, contact_id, id, NULL,
      'visitor', visitor_id::text, jsonb_build_object('from', status_before, 'to', 'open')
    FROM conversation WHERE status_before <> 'open'
  )
  SELECT m.conversation_id, m.sequence, m.client_id, m.author_type, m.author_id, m.text,
    m.created_at, m.fresh, ${contactName("k")} AS author_name,
    (SELECT epoch FROM server_state) AS epoch
  FROM visitor v JOIN contacts k ON k.organization_id = $1 AND k.id = v.contact_id
  CROSS JOIN (
    SELECT stored.*, false AS fresh FROM stored
    UNION ALL SELECT message.*, true AS fresh FROM message
  ) m`);

/** Answers the stored message; no row when there is no conversation to add it to. */
export function messageToAppend(
  visitor: VisitorIdentity,
  message: NewVisitorMessage,
): Prepared<AppendedRow> {
  const values = [
    visitor.organizationId,
    visitor.tokenHash,
    visitor.externalId,
    message.clientId,
    message.conversationId ?? null,
    message.text,
    previewOf(message.text),
  ];
  return { statement: append, values };
}
