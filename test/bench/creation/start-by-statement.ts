import type pg from "pg";
import { newPerson } from "./start-by-verb.ts";

const contactColumns = ["company", "company_folded", "properties", "properties_folded"];
const conversationColumns = [
  "channel",
  "topic",
  "topic_folded",
  "language",
  "language_folded",
  "page_url",
  "page_url_folded",
  "priority",
  "priority_reason",
  "queue_id",
  "team_id",
  "assignee_id",
  "routing_reason",
  "last_message_preview",
];
const copied = [...contactColumns, ...conversationColumns];
/** Nine parameters are the new person's and the lists; the columns' values follow. */
const places = (columns: readonly string[]) =>
  columns.map((column) => `$${copied.indexOf(column) + 10}`).join();

/**
 * The limit: a new conversation's rows in one statement, with nothing to decide or look up, sent by
 * the owner, whom row-level security does not concern.
 */
const text = `
  WITH contact AS (
    INSERT INTO contacts (organization_id, email, email_folded, name, name_folded, first_seen_at,
      last_seen_at, ${contactColumns.join()})
    VALUES ($1, $2, lower($2), $3, lower($3), now(), now(), ${places(contactColumns)})
    RETURNING id
  ), visitor AS (
    INSERT INTO visitors (organization_id, token_hash, contact_id)
    SELECT $1, $4, id FROM contact RETURNING id, contact_id
  ), conversation AS (
    INSERT INTO conversations (organization_id, contact_id, visitor_id, last_sequence,
      visitor_read_sequence, waiting_since, ${conversationColumns.join()})
    SELECT $1, contact_id, id, 1, 1, now(), ${places(conversationColumns)} FROM visitor
    RETURNING id, contact_id, visitor_id
  ), groups AS (
    INSERT INTO conversation_groups (organization_id, conversation_id, segment_id, trusted)
    SELECT $1, id, segment_id, false FROM conversation, unnest($6::integer[]) AS g (segment_id)
  ), message AS (
    INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type,
      author_id, text)
    SELECT $1, id, 1, $5, 'visitor', contact_id, $7 FROM conversation
  ), memberships AS (
    INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand,
      source, actor_type, reason)
    SELECT $1, m.segment_id, contact.id, 'member', false, m.source, 'system', m.reason
    FROM contact, jsonb_to_recordset($8::jsonb) AS m (segment_id integer, source text, reason jsonb)
  ), events AS (
    INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id,
      conversation_id, sequence, actor_type, actor_id, source, data)
    SELECT $1, e.kind, e.subject_type,
      CASE e.subject_type WHEN 'contact' THEN c.contact_id::text
        WHEN 'conversation' THEN c.id::text ELSE e.subject_id END,
      c.contact_id, CASE WHEN e.conversation_id IS NOT NULL THEN c.id END, e.sequence,
      e.actor_type, CASE WHEN e.actor_type = 'visitor' THEN c.visitor_id::text END, e.source, e.data
    FROM conversation c, jsonb_to_recordset($9::jsonb) AS e (kind text, subject_type text,
      subject_id text, conversation_id bigint, sequence integer, actor_type text, source text,
      data jsonb)
  )
  SELECT id FROM conversation`;

const rowsOf = `
  SELECT to_jsonb(k) AS contact, to_jsonb(c) AS conversation, m.text,
    ARRAY(SELECT g.segment_id FROM conversation_groups g
      WHERE g.organization_id = $1 AND g.conversation_id = c.id) AS groups,
    (SELECT coalesce(jsonb_agg(s), '[]')::text FROM segment_memberships s
      WHERE s.organization_id = $1 AND s.contact_id = k.id) AS memberships,
    (SELECT jsonb_agg(e ORDER BY e.id)::text FROM events e
      WHERE e.organization_id = $1 AND e.contact_id = k.id) AS events
  FROM conversations c
  JOIN contacts k ON k.organization_id = $1 AND k.id = c.contact_id
  JOIN messages m ON m.organization_id = $1 AND m.conversation_id = c.id
  WHERE c.organization_id = $1 AND c.id = $2`;

interface Rows {
  contact: Record<string, unknown>;
  conversation: Record<string, unknown>;
  text: string;
  groups: number[];
  memberships: string;
  events: string;
}

/**
 * Writes conversations that are as like another one as people are: decisions, reasons and events are
 * those of the example, which the product's own verb started.
 */
export async function startByStatement(pool: pg.Pool, organizationId: number, example: number) {
  const { rows } = await pool.query<Rows>(rowsOf, [organizationId, example]);
  const [like] = rows;
  if (!like) throw new Error("There is no such example.");
  const { groups, memberships, events } = like;
  const row = { ...like.contact, ...like.conversation };
  const values = [
    groups,
    like.text,
    memberships,
    events,
    ...copied.map((column) => row[column]),
  ].map((value) =>
    typeof value === "object" && value && !Array.isArray(value) ? JSON.stringify(value) : value,
  );
  return async (): Promise<number> => {
    const { tokenHash, clientId, email, name } = newPerson();
    const started = await pool.query<{ id: number }>({
      name: "start-by-statement",
      text,
      values: [organizationId, email, name, tokenHash, clientId, ...values],
    });
    return Number(started.rows[0]?.id);
  };
}
