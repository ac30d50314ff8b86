import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { StoredAssignment, StoredContact } from "../stored-rows.ts";

type Nothing = Record<never, never>;

const restore = statement<Nothing>("SELECT restore_contact($1, $2::jsonb)");

/** False: another contact has its external id by now, and the transaction is of no more use. */
export async function restoreContact(
  transaction: OrganizationTransaction,
  was: StoredContact,
): Promise<boolean> {
  try {
    await transaction.query(restore, [transaction.organizationId, JSON.stringify(was)]);
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "contacts_external_id")) return false;
    throw error;
  }
}

const successors = statement<{ id: number; successor: number }>(`
  WITH RECURSIVE way AS (
    SELECT id, id AS successor, merged_into, 0 AS step FROM tags
    WHERE organization_id = $1 AND id = ANY ($2::integer[])
    UNION ALL
    SELECT way.id, t.id, t.merged_into, way.step + 1
    FROM way JOIN tags t ON t.organization_id = $1 AND t.id = way.merged_into
  )
  SELECT DISTINCT ON (id) id, successor FROM way ORDER BY id, step DESC`);

/** What each tag is by now: itself, or the tag that it was merged into since (T10). */
export async function readSuccessors(
  transaction: OrganizationTransaction,
  tagIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await transaction.query(successors, [transaction.organizationId, tagIds]);
  return new Map(rows.map(({ id, successor }) => [id, successor]));
}

const takeBack = statement<{ tag_id: number }>(`
  DELETE FROM tag_assignments t USING jsonb_populate_recordset(NULL::tag_assignments, $3::jsonb) a
  WHERE t.organization_id = $1 AND t.contact_id = $2 AND t.tag_id = a.tag_id
    AND t.source = a.source AND t.created_at = a.created_at
    AND t.actor_id IS NOT DISTINCT FROM a.actor_id
  RETURNING t.tag_id`);

/** Takes off a contact the assignments that it received, unless they are others by now. */
export async function takeBackAssignments(
  transaction: OrganizationTransaction,
  contactId: number,
  assignments: readonly StoredAssignment[],
): Promise<number[]> {
  if (assignments.length === 0) return [];
  const values = [transaction.organizationId, contactId, JSON.stringify(assignments)];
  return (await transaction.query(takeBack, values)).map((row) => row.tag_id);
}

const ownTags = statement<Nothing>(`
  UPDATE contacts c SET tag_ids = ARRAY(
    SELECT tag_id FROM tag_assignments
    WHERE organization_id = $1 AND contact_id = $2 ORDER BY created_at, tag_id)
  WHERE organization_id = $1 AND id = $2`);

/** Writes a contact's list of tags anew, after its assignments came back under other tags. */
export async function listOwnTags(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<void> {
  await transaction.query(ownTags, [transaction.organizationId, contactId]);
}

const leave = statement<Nothing>(`
  DELETE FROM segment_memberships
  WHERE organization_id = $1 AND contact_id = $2 AND segment_id = ANY ($3::integer[])`);

export async function deleteMemberships(
  transaction: OrganizationTransaction,
  contactId: number,
  segmentIds: readonly number[],
): Promise<void> {
  if (segmentIds.length === 0) return;
  await transaction.query(leave, [transaction.organizationId, contactId, segmentIds]);
}

const begunSince = statement<{ id: number }>(`
  SELECT id FROM conversations
  WHERE organization_id = $1 AND contact_id = $2 AND visitor_id IN (
      SELECT id FROM visitors
      WHERE organization_id = $1 AND contact_id = $2 AND id = ANY ($3::bigint[]))
    AND created_at >= $4::timestamptz AND id <> ALL ($5::bigint[])
  ORDER BY id FOR NO KEY UPDATE`);

/** A contact's conversations that some browsers began since, besides those that are known. */
export async function lockBegunSince(
  transaction: OrganizationTransaction,
  contactId: number,
  visitorIds: readonly number[],
  since: string,
  known: readonly number[],
): Promise<number[]> {
  const values = [transaction.organizationId, contactId, visitorIds, since, known];
  return (await transaction.query(begunSince, values)).map(({ id }) => id);
}

const messagesBack = statement<Nothing>(`
  UPDATE messages SET author_id = $3
  WHERE organization_id = $1 AND conversation_id = ANY ($4::bigint[])
    AND author_type = 'visitor' AND author_id = $2`);

const eventsBack = statement<Nothing>(`
  UPDATE events SET contact_id = $3
  WHERE organization_id = $1 AND contact_id = $2 AND conversation_id = ANY ($4::bigint[])
    AND id > $5`);

/** What happened and was written in conversations since the merge follows them back. */
export async function moveHistoryBack(
  transaction: OrganizationTransaction,
  from: number,
  to: number,
  conversationIds: readonly number[],
  eventsUntil: number,
): Promise<void> {
  if (conversationIds.length === 0) return;
  const values = [transaction.organizationId, from, to, conversationIds];
  await transaction.query(messagesBack, values);
  await transaction.query(eventsBack, [...values, eventsUntil]);
}

const dropAliases = statement<Nothing>(`
  DELETE FROM contact_aliases
  WHERE organization_id = $1 AND contact_id = $2 AND external_id = ANY ($3::text[])`);

export async function deleteAliases(
  transaction: OrganizationTransaction,
  contactId: number,
  externalIds: readonly string[],
): Promise<void> {
  await transaction.query(dropAliases, [transaction.organizationId, contactId, externalIds]);
}

const seenAgain = statement<{ revision: number }>(`
  UPDATE contacts SET revision = revision + 1, last_seen_at = greatest(last_seen_at, (
    SELECT max(last_seen_at) FROM visitors
    WHERE organization_id = $1 AND contact_id = $2 AND id = ANY ($3::bigint[])
      AND last_seen_at >= $4::timestamptz))
  WHERE organization_id = $1 AND id = $2 RETURNING revision`);

/** Those of its browsers that were here since the merge were the restored contact. */
export async function noteSeenSince(
  transaction: OrganizationTransaction,
  contactId: number,
  visitorIds: readonly number[],
  since: string,
): Promise<number> {
  const values = [transaction.organizationId, contactId, visitorIds, since];
  const [row] = await transaction.query(seenAgain, values);
  if (!row) throw new Error("A restored contact is gone.");
  return row.revision;
}
