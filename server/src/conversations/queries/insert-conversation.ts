import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement, type Prepared } from "../../database/statement.ts";
import type { StartDecision } from "../decide-start.ts";
import { previewOf } from "../preview.ts";

export interface NewConversation {
  id: number;
  contactId: number;
  visitorId: number;
  channel: string;
  topic: string | undefined;
  language: string | undefined;
  pageUrl: string | undefined;
  contextSigned: boolean;
  message: { clientId: string; text: string };
}

const nextId = statement<{ id: number }>(
  "SELECT nextval(pg_get_serial_sequence('conversations', 'id')) AS id",
);

/**
 * The number of the conversation to come: known before its row is, so that everything that names it
 * can be sent at once.
 */
export async function takeConversationId(transaction: OrganizationTransaction): Promise<number> {
  const [row] = await transaction.query(nextId, []);
  if (!row) throw new Error("A sequence always has a next number.");
  return row.id;
}

/** The conversation with its first message and the segments that its context named. */
const insert = statement<{ created_at: Date; epoch: string }>(`
  WITH conversation AS (
    INSERT INTO conversations (organization_id, id, contact_id, visitor_id, channel, topic,
      topic_folded, language, language_folded, page_url, page_url_folded, priority,
      priority_reason, queue_id, team_id, assignee_id, routing_reason, context_trusted,
      last_sequence, visitor_read_sequence, last_message_preview, last_message_author,
      waiting_since)
    OVERRIDING SYSTEM VALUE
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16,
      $17::jsonb, $18, 1, 1, $19, 'visitor', now())
  ), groups AS (
    INSERT INTO conversation_groups (organization_id, conversation_id, segment_id, trusted)
    SELECT $1, $2, g.segment, g.trusted
    FROM unnest($20::integer[], $21::boolean[]) AS g (segment, trusted)
  )
  INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type,
    author_id, text)
  VALUES ($1, $2, 1, $22, 'visitor', $3, $23)
  RETURNING created_at, (SELECT epoch FROM server_state) AS epoch`);

/** What stores it. */
export function conversationToInsert(
  organizationId: number,
  conversation: NewConversation,
  { priority, route, groups, folded }: StartDecision,
): Prepared<{ created_at: Date; epoch: string }> {
  const { message, topic, language, pageUrl } = conversation;
  const values = [
    organizationId,
    conversation.id,
    conversation.contactId,
    conversation.visitorId,
    conversation.channel,
    topic ?? null,
    folded.topic,
    language ?? null,
    folded.language,
    pageUrl ?? null,
    folded.pageUrl,
    priority.priority,
    JSON.stringify(priority.reason),
    route.queueId,
    route.teamId,
    route.assigneeId,
    JSON.stringify(route.reason),
    conversation.contextSigned,
    previewOf(message.text),
    groups.applied.map(({ segmentId }) => segmentId),
    groups.applied.map(({ trusted }) => trusted),
    message.clientId,
    message.text,
  ];
  return { statement: insert, values };
}

const log = statement<Record<never, never>>(`
  INSERT INTO unknown_groups (organization_id, name)
  SELECT $1, name FROM unnest($2::text[]) AS u (name)
  WHERE (SELECT count(*) FROM unknown_groups WHERE organization_id = $1) < 1000
    OR EXISTS (SELECT FROM unknown_groups k WHERE k.organization_id = $1 AND k.name = u.name)
  ON CONFLICT (organization_id, name)
    DO UPDATE SET times = unknown_groups.times + 1, last_seen_at = now()`);

/**
 * What logs names that no segment carries, for the admin to see (S7). At most about a thousand are
 * kept, since anybody can make up more; sorted, so that two transactions never wait for each other.
 */
export function unknownGroupsToLog(
  organizationId: number,
  names: readonly string[],
): Prepared<Record<never, never>> | undefined {
  if (names.length === 0) return undefined;
  return { statement: log, values: [organizationId, [...names].sort()] };
}
