import { familyOf } from "../../contacts/family-sql.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { actorNameSql } from "../../events/actor-name.ts";

/** One entry, already as JSON: it goes into the file as it is. */
interface Entry {
  id: number;
  json: string;
}

const tagNames = (ids: string) => `(
  SELECT coalesce(jsonb_agg(t.name ORDER BY t.name), '[]') FROM tags t
  WHERE t.organization_id = $1 AND t.id = ANY (${ids}))`;

/** What there is little of, so that each is read at once: $2 is the contact. */
const short = {
  tags: statement<Entry>(`
    SELECT a.tag_id AS id, jsonb_build_object('tag', t.name, 'source', a.source,
      'by', ${actorNameSql("a")}, 'at', a.created_at, 'historical', t.deleted_at IS NOT NULL)::text AS json
    FROM tag_assignments a
    JOIN tags t ON t.organization_id = $1 AND t.id = a.tag_id
    WHERE a.organization_id = $1 AND a.contact_id = $2 ORDER BY a.created_at, a.tag_id`),
  segments: statement<Entry>(`
    SELECT m.segment_id AS id, jsonb_build_object('segment', s.name, 'state', m.state,
      'byHand', m.by_hand, 'source', m.source, 'by', ${actorNameSql("m")}, 'reason', m.reason,
      'at', m.created_at)::text AS json
    FROM segment_memberships m
    JOIN segments s ON s.organization_id = $1 AND s.id = m.segment_id
    WHERE m.organization_id = $1 AND m.contact_id = $2 ORDER BY m.created_at, m.segment_id`),
  browsers: statement<Entry>(`
    SELECT v.id, jsonb_build_object('id', v.id, 'firstSeenAt', v.created_at,
      'lastSeenAt', v.last_seen_at, 'revokedAt', v.revoked_at)::text AS json
    FROM visitors v WHERE v.organization_id = $1 AND v.contact_id = $2 ORDER BY v.id`),
  merges: statement<Entry>(`
    SELECT m.id, jsonb_build_object('contact', m.absorbed_id, 'at', m.created_at,
      'by', ${actorNameSql("m")}, 'undoneAt', m.undone_at, 'stored', m.moved)::text AS json
    FROM contact_merges m WHERE m.organization_id = $1 AND m.contact_id = $2 ORDER BY m.id`),
  leads: statement<Entry>(`
    SELECT l.id, jsonb_build_object('id', l.id, 'title', l.title, 'status', l.status,
      'score', l.score, 'tags', ${tagNames("l.tag_ids")}, 'createdAt', l.created_at,
      'updatedAt', l.updated_at)::text AS json
    FROM leads l WHERE l.organization_id = $1 AND l.contact_id = $2 ORDER BY l.id`),
  deals: statement<Entry>(`
    SELECT d.id, jsonb_build_object('id', d.id, 'title', d.title, 'stage', s.name,
      'value', d.value, 'currency', d.currency, 'tags', ${tagNames("d.tag_ids")},
      'createdAt', d.created_at, 'updatedAt', d.updated_at)::text AS json
    FROM deals d
    LEFT JOIN pipeline_stages s ON s.organization_id = $1 AND s.id = d.stage_id
    WHERE d.organization_id = $1 AND d.contact_id = $2 ORDER BY d.id`),
};
export type ShortSection = keyof typeof short;
export const shortSections = Object.keys(short) as ShortSection[];

export async function readShort(
  transaction: OrganizationTransaction,
  section: ShortSection,
  contactId: number,
): Promise<string[]> {
  const rows = await transaction.query(short[section], [transaction.organizationId, contactId]);
  return rows.map(({ json }) => json);
}

const conversations = statement<Entry>(`
  SELECT c.id, jsonb_build_object('id', c.id, 'channel', c.channel, 'topic', c.topic,
    'subject', c.subject, 'language', c.language, 'pageUrl', c.page_url, 'status', c.status,
    'priority', c.priority, 'tags', ${tagNames("c.tag_ids")}, 'groups', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('segment', s.name, 'trusted', g.trusted)), '[]')
      FROM conversation_groups g
      JOIN segments s ON s.organization_id = $1 AND s.id = g.segment_id
      WHERE g.organization_id = $1 AND g.conversation_id = c.id),
    'createdAt', c.created_at, 'closedAt', c.closed_at)::text AS json
  FROM conversations c
  WHERE c.organization_id = $1 AND c.contact_id = $2 AND c.id > $3 ORDER BY c.id LIMIT $4`);

/** Oldest first, after the conversation `after`. */
export async function readConversationPage(
  transaction: OrganizationTransaction,
  contactId: number,
  after: number,
  limit: number,
): Promise<Entry[]> {
  const values = [transaction.organizationId, contactId, after, limit];
  return await transaction.query(conversations, values);
}

const messages = statement<Entry>(`
  SELECT m.sequence AS id, jsonb_build_object('sequence', m.sequence, 'from', m.author_type,
    'by', CASE m.author_type WHEN 'agent' THEN (
      SELECT name FROM agents a WHERE a.organization_id = $1 AND a.id = m.author_id) END,
    'text', m.text, 'at', m.created_at)::text AS json
  FROM messages m
  WHERE m.organization_id = $1 AND m.conversation_id = $2 AND m.sequence > $3
  ORDER BY m.sequence LIMIT $4`);

export async function readMessagePage(
  transaction: OrganizationTransaction,
  conversationId: number,
  after: number,
  limit: number,
): Promise<Entry[]> {
  const values = [transaction.organizationId, conversationId, after, limit];
  return await transaction.query(messages, values);
}

const events = statement<Entry>(`
  WITH RECURSIVE ${familyOf("$2")}
  SELECT e.id, jsonb_build_object('id', e.id, 'kind', e.kind, 'actor', e.actor_type,
    'by', ${actorNameSql("e")}, 'source', e.source, 'conversation', e.conversation_id,
    'data', e.data, 'at', e.created_at)::text AS json
  FROM events e
  WHERE e.organization_id = $1 AND e.contact_id IN (SELECT id FROM family) AND e.id > $3
  ORDER BY e.id LIMIT $4`);

export async function readEventPage(
  transaction: OrganizationTransaction,
  contactId: number,
  after: number,
  limit: number,
): Promise<Entry[]> {
  const values = [transaction.organizationId, contactId, after, limit];
  return await transaction.query(events, values);
}

const about = statement<{ organization: string; properties: object; aliases: string[] }>(`
  SELECT o.name AS organization,
    (SELECT coalesce(jsonb_object_agg(p.key, p.label), '{}') FROM properties p
      WHERE p.organization_id = $1) AS properties,
    ARRAY (SELECT a.external_id FROM contact_aliases a
      WHERE a.organization_id = $1 AND a.contact_id = $2 ORDER BY a.external_id) AS aliases
  FROM organizations o WHERE o.organization_id = $1`);

export async function readAbout(transaction: OrganizationTransaction, contactId: number) {
  const [row] = await transaction.query(about, [transaction.organizationId, contactId]);
  if (!row) throw new Error("The organization is gone.");
  return row;
}
