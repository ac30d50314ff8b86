import type { ConversationFacts, Facts } from "@tagalong/shared/criteria/facts.ts";
import type { Client } from "pg";

const organization = 1;
/** The ids that facts and conditions may name. */
export const largestSegment = 12;
const largestOther = 4;

/**
 * Writes facts as the rows they are read from, contact and conversation n for the n-th (from 1),
 * between decoys that must change nothing: microseconds, memberships that a person ended, and
 * another organization with the same ids in which everybody is in every segment.
 */
export async function storeFacts(client: Client, all: readonly Facts[]): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    "TRUNCATE organizations, contacts, conversations, segments, queues, teams, agents CASCADE",
  );
  for (const id of [organization, organization + 1]) await storeOrganization(client, id);
  await client.query(storeContacts, [organization, JSON.stringify(all.map(contactRow))]);
  await client.query(storeConversations, [organization, JSON.stringify(all.map(conversationRow))]);
  await client.query(storeMemberships, [
    organization,
    JSON.stringify(all.map((facts, at) => ({ id: at + 1, segments: facts.contact.segments }))),
    largestSegment,
  ]);
  await client.query(storeContextSegments, [
    organization,
    JSON.stringify(
      all.flatMap(({ conversation }, at) =>
        (conversation?.contextSegments ?? []).map((one) => ({ ...one, id: at + 1 })),
      ),
    ),
  ]);
  await client.query(storeDecoys, [organization, organization + 1]);
  await client.query("COMMIT");
  await client.query("ANALYZE contacts, conversations, segment_memberships, conversation_groups");
}

async function storeOrganization(client: Client, id: number): Promise<void> {
  await client.query(
    `INSERT INTO organizations (organization_id, name, widget_key, widget_secrets)
     OVERRIDING SYSTEM VALUE VALUES ($1::integer, 'Parity', 'wk_' || $1::integer, '{s}')`,
    [id],
  );
  const rows: [string, string, number][] = [
    [
      "agents",
      "user_id, name, email, role) OVERRIDING SYSTEM VALUE SELECT $1::integer, n, 'u' || n, 'n', n || '@parity.test', 'agent'",
      largestOther,
    ],
    ["teams", "name) OVERRIDING SYSTEM VALUE SELECT $1::integer, n, 'n' || n", largestOther],
    [
      "queues",
      "name, position, criteria) OVERRIDING SYSTEM VALUE SELECT $1::integer, n, 'n' || n, n, '{}'",
      largestOther,
    ],
    [
      "segments",
      "name, refresh) OVERRIDING SYSTEM VALUE SELECT $1::integer, n, 'n' || n, 'manual'",
      largestSegment,
    ],
  ];
  for (const [table, rest, count] of rows) {
    const text = `INSERT INTO ${table} (organization_id, id, ${rest} FROM generate_series(1, $2) n`;
    await client.query(text, [id, count]);
  }
}

function contactRow({ contact }: Facts, at: number) {
  return {
    id: at + 1,
    email_folded: contact.email,
    name_folded: contact.name,
    company_folded: contact.company,
    phone_folded: contact.phone,
    country_folded: contact.country,
    external_id_folded: contact.externalId,
    owner_id: contact.owner,
    created_at: contact.createdAt ?? null,
    first_seen_at: contact.firstSeenAt ?? null,
    last_seen_at: contact.lastSeenAt ?? null,
    tag_ids: contact.tags,
    properties_folded: contact.properties,
  };
}

const storeContacts = `
  INSERT INTO contacts (organization_id, id, email_folded, name_folded, company_folded, phone_folded,
    country_folded, external_id_folded, owner_id, created_at, first_seen_at, last_seen_at, tag_ids,
    properties_folded)
  OVERRIDING SYSTEM VALUE
  SELECT $1, id, email_folded, name_folded, company_folded, phone_folded, country_folded,
    external_id_folded, owner_id, coalesce(created_at, now()) + micro, first_seen_at + micro,
    last_seen_at + micro, tag_ids, properties_folded
  FROM jsonb_to_recordset($2::jsonb) AS row (id bigint, email_folded text, name_folded text,
    company_folded text, phone_folded text, country_folded text, external_id_folded text,
    owner_id integer, created_at timestamptz, first_seen_at timestamptz, last_seen_at timestamptz,
    tag_ids integer[], properties_folded jsonb),
  LATERAL (SELECT (id * 37 % 1000) * interval '1 microsecond' AS micro) m`;

const nowhere: ConversationFacts = { tags: [], contextSegments: [] };

function conversationRow({ conversation = nowhere }: Facts, at: number) {
  return {
    id: at + 1,
    channel: conversation.channel ?? "",
    topic_folded: conversation.topic,
    subject_folded: conversation.subject,
    language_folded: conversation.language,
    page_url_folded: conversation.pageUrl,
    status: conversation.status ?? "open",
    priority: conversation.priority ?? "normal",
    queue_id: conversation.queue,
    team_id: conversation.team,
    assignee_id: conversation.assignee,
    created_at: conversation.createdAt ?? null,
    tag_ids: conversation.tags,
  };
}

const storeConversations = `
  INSERT INTO conversations (organization_id, id, contact_id, channel, topic_folded, subject_folded,
    language_folded, page_url_folded, status, priority, queue_id, team_id, assignee_id, created_at,
    tag_ids)
  OVERRIDING SYSTEM VALUE
  SELECT $1, id, id, channel, topic_folded, subject_folded, language_folded, page_url_folded, status,
    priority, queue_id, team_id, assignee_id,
    coalesce(created_at, now()) + (id * 53 % 1000) * interval '1 microsecond', tag_ids
  FROM jsonb_to_recordset($2::jsonb) AS row (id bigint, channel text, topic_folded text,
    subject_folded text, language_folded text, page_url_folded text, status text, priority text,
    queue_id integer, team_id integer, assignee_id integer, created_at timestamptz,
    tag_ids integer[])`;

const storeMemberships = `
  INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source,
    actor_type)
  SELECT $1, segment_id, id,
    CASE WHEN segment_id = ANY (segments) THEN 'member' ELSE 'excluded' END, true, 'parity', 'agent'
  FROM jsonb_to_recordset($2::jsonb) AS row (id bigint, segments integer[]),
    generate_series(1, $3) AS segment_id
  WHERE segment_id = ANY (segments) OR (id + segment_id) % 3 = 0`;

const storeContextSegments = `
  INSERT INTO conversation_groups (organization_id, conversation_id, segment_id, trusted)
  SELECT $1, id, segment, trusted
  FROM jsonb_to_recordset($2::jsonb) AS row (id bigint, segment integer, trusted boolean)`;

const storeDecoys = `
  WITH contact AS (
    INSERT INTO contacts (organization_id, id, tag_ids) OVERRIDING SYSTEM VALUE
    SELECT $2, id, '{}' FROM contacts WHERE organization_id = $1 RETURNING id
  ), conversation AS (
    INSERT INTO conversations (organization_id, id, contact_id) OVERRIDING SYSTEM VALUE
    SELECT $2, id, id FROM contact RETURNING id
  ), membership AS (
    INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source,
      actor_type)
    SELECT $2, segments.id, contact.id, 'member', true, 'parity', 'agent'
    FROM contact, segments WHERE segments.organization_id = $2
  )
  INSERT INTO conversation_groups (organization_id, conversation_id, segment_id, trusted)
  SELECT $2, conversation.id, segments.id, true
  FROM conversation, segments WHERE segments.organization_id = $2`;
