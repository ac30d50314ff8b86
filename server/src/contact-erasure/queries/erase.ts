import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { whatStays } from "../what-stays.ts";

type Nothing = Record<never, never>;

const groupNames = statement<Nothing>(`
  DELETE FROM unknown_groups WHERE organization_id = $1 AND name IN (
    SELECT jsonb_array_elements_text(data->'unknown') FROM events
    WHERE organization_id = $1 AND conversation_id = ANY ($2::bigint[])
      AND kind = 'conversation.groups_applied')`);

/** Names that their site called them by and that are no segment's; another's are logged again. */
export async function forgetGroupNames(
  transaction: OrganizationTransaction,
  conversationIds: readonly number[],
): Promise<void> {
  await transaction.query(groupNames, [transaction.organizationId, conversationIds]);
}

const shells = statement<Nothing>(`
  UPDATE conversations SET contact_id = NULL, visitor_id = NULL, erased_at = now(),
    topic = NULL, topic_folded = NULL, subject = NULL, subject_folded = NULL,
    page_url = NULL, page_url_folded = NULL, priority_reason = NULL, routing_reason = NULL,
    last_message_preview = '', status = 'closed', waiting_since = NULL, revision = revision + 1
  WHERE organization_id = $1 AND id = ANY ($2::bigint[])`);

const texts = statement<{ messages: number }>(`
  WITH emptied AS (
    UPDATE messages SET text = '',
      author_id = CASE author_type WHEN 'visitor' THEN NULL ELSE author_id END
    WHERE organization_id = $1 AND conversation_id = ANY ($2::bigint[]) RETURNING 1
  ) SELECT count(*) AS messages FROM emptied`);

const stripped = `
  data = coalesce((
    SELECT jsonb_object_agg(part.key, part.value) FROM jsonb_each(e.data) AS part
    WHERE ($3::jsonb -> e.kind) ? part.key), '{}'),
  contact_id = NULL,
  subject_id = CASE e.subject_type WHEN 'contact' THEN '' ELSE e.subject_id END,
  actor_id = CASE e.actor_type WHEN 'visitor' THEN NULL ELSE e.actor_id END`;

const eventsOfConversations = statement<Nothing>(`
  UPDATE events e SET ${stripped}
  WHERE e.organization_id = $1 AND e.conversation_id = ANY ($2::bigint[])`);

const eventsOfContacts = statement<Nothing>(`
  UPDATE events e SET ${stripped}
  WHERE e.organization_id = $1 AND e.contact_id = ANY ($2::bigint[])`);

/**
 * Leaves of conversations when they were and how they went, for the reports; answers how many
 * messages lost their words.
 */
export async function emptyConversations(
  transaction: OrganizationTransaction,
  conversationIds: readonly number[],
): Promise<number> {
  const place = [transaction.organizationId, conversationIds];
  await transaction.query(shells, place);
  const [emptied] = await transaction.query(texts, place);
  await transaction.query(eventsOfConversations, [...place, JSON.stringify(whatStays)]);
  return emptied?.messages ?? 0;
}

export async function stripEvents(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<void> {
  const values = [transaction.organizationId, contactIds, JSON.stringify(whatStays)];
  await transaction.query(eventsOfContacts, values);
}

const unlink = statement<Nothing>(`
  UPDATE conversations SET visitor_id = NULL
  WHERE organization_id = $1 AND visitor_id IN (
    SELECT id FROM visitors WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[]))`);

const visitors = statement<{ token_hash: Buffer }>(`
  DELETE FROM visitors WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[])
  RETURNING token_hash`);

/** Their browsers are strangers from now on; answers which they were. */
export async function forgetBrowsers(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<Buffer[]> {
  const values = [transaction.organizationId, contactIds];
  await transaction.query(unlink, values);
  return (await transaction.query(visitors, values)).map((row) => row.token_hash);
}

const merges = statement<{ contact_id: number; absorbed_id: number }>(`
  DELETE FROM contact_merges
  WHERE organization_id = $1
    AND (contact_id = ANY ($2::bigint[]) OR absorbed_id = ANY ($2::bigint[]))
  RETURNING contact_id, absorbed_id`);

const mentions = statement<Nothing>(`
  UPDATE events SET data = jsonb_set(data, '{other,name}', 'null')
  WHERE organization_id = $1 AND contact_id = ANY ($3::bigint[])
    AND kind IN ('contact.merged', 'contact.unmerged')
    AND (data #>> '{other,id}')::bigint = ANY ($2::bigint[])`);

/** What merges have kept of them, and their name on timelines of whom they were once merged with. */
export async function forgetMerges(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<void> {
  const values = [transaction.organizationId, contactIds];
  const gone = await transaction.query(merges, values);
  const others = gone.flatMap((row) => [row.contact_id, row.absorbed_id]);
  await transaction.query(mentions, [...values, others]);
}

const contacts = statement<Nothing>(
  "DELETE FROM contacts WHERE organization_id = $1 AND id = ANY ($2::bigint[])",
);

/** With tags, memberships, aliases, leads and deals. */
export async function deleteContacts(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<void> {
  await transaction.query(contacts, [transaction.organizationId, ids]);
}
