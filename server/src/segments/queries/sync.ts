import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import { CompiledQuery, sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

/** A condition over the alias `contact`, its first parameter being `$<first>`. */
type Condition = (first: number) => CriteriaSql;

/** Ids after `after`, up to and including `to`. */
export interface IdRange {
  after: number;
  to: number;
}

const extent = statement<{ last: number; count: number }>(
  "SELECT coalesce(max(id), 0) AS last, count(*) AS count FROM contacts WHERE organization_id = $1",
);

/** The newest contact there is, and how many there are. */
export async function readSyncExtent(transaction: OrganizationTransaction) {
  const [found] = await transaction.query(extent, [transaction.organizationId]);
  return found ?? { last: 0, count: 0 };
}

const piece = statement<{ to: number | null; count: number }>(`
  SELECT max(id) AS to, count(*) AS count FROM (
    SELECT id FROM contacts WHERE organization_id = $1 AND id > $2 AND id <= $3
    ORDER BY id LIMIT $4) AS part`);

/** Where the next so many contacts of a range end, and how many these are. */
export async function readPiece(
  transaction: OrganizationTransaction,
  { after, to }: IdRange,
  atMost: number,
): Promise<{ to: number; count: number }> {
  const place = [transaction.organizationId, after, to, atMost];
  const [found] = await transaction.query(piece, place);
  return { to: found?.to ?? to, count: found?.count ?? 0 };
}

/** A contact for whom something changes, and its membership; null of who is to enter. */
export interface DifferingContact {
  id: number;
  by_hand: boolean | null;
  met_condition: boolean | null;
}

/**
 * Whom a sync changes in a range of contacts, locked in the order of their ids as everybody does who
 * changes memberships: who matches and is neither in nor kept out; who is in by criteria and does
 * not match; who is in by hand and is now of the other kind as to matching at least one condition.
 */
export async function lockDiffering(
  { kysely, organizationId }: OrganizationTransaction,
  segmentId: number,
  { after, to }: IdRange,
  { matches, meetsOne }: { matches: Condition; meetsOne: Condition },
): Promise<DifferingContact[]> {
  const whole = matches(5);
  const one = meetsOne(5 + whole.parameters.length);
  // Compiling a statement of many conditions takes longer than running it.
  await kysely.executeQuery(CompiledQuery.raw("SET LOCAL jit = off"));
  const { rows } = await kysely.executeQuery<DifferingContact>(
    CompiledQuery.raw(
      `SELECT contact.id, held.by_hand, held.met_condition
       FROM contacts AS contact
       LEFT JOIN LATERAL (
         -- One look-up each, whatever the planner does not know yet of a list that has just grown.
         SELECT state, by_hand, met_condition FROM segment_memberships
         WHERE organization_id = $1 AND segment_id = $2 AND contact_id = contact.id LIMIT 1
       ) AS held ON true
       WHERE contact.organization_id = $1 AND contact.id > $3 AND contact.id <= $4 AND CASE
         WHEN held.state IS NULL THEN (${whole.text})
         WHEN held.state <> 'member' THEN false
         WHEN held.by_hand THEN coalesce(${one.text}, false) <> held.met_condition
         ELSE NOT coalesce(${whole.text}, false) END
       ORDER BY contact.id FOR NO KEY UPDATE OF contact`,
      [organizationId, segmentId, after, to, ...whole.parameters, ...one.parameters],
    ),
  );
  return rows;
}

export interface Moves {
  contactIds: number[];
  /** Of each: into the segment, or out of it. */
  enters: boolean[];
  /** Of each, as it was found: in by hand. */
  byHand: boolean[];
  /** Of each: which of `reasons`. Many have the same. */
  reasonAt: number[];
  reasons: unknown[];
}

const move = statement<{ entered: number; left: number }>(`
  WITH change AS MATERIALIZED (
    SELECT given.contact_id, given.enters, given.by_hand, reason.value AS reason
    FROM unnest($3::bigint[], $4::boolean[], $5::boolean[], $6::integer[])
      AS given (contact_id, enters, by_hand, reason_at)
    JOIN jsonb_array_elements($7::jsonb) WITH ORDINALITY AS reason (value, at)
      ON reason.at = given.reason_at + 1
  ), entered AS (
    INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand,
      met_condition, source, actor_type, reason)
    SELECT $1, $2, contact_id, 'member', false, true, $8, 'system', reason
    FROM change WHERE enters
    ON CONFLICT DO NOTHING
    RETURNING contact_id
  ), gone AS (
    DELETE FROM segment_memberships AS held USING change
    WHERE held.organization_id = $1 AND held.segment_id = $2
      AND held.contact_id = change.contact_id AND NOT change.enters AND held.state = 'member'
      AND held.by_hand = change.by_hand
    RETURNING held.contact_id
  ), told AS (
    INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, actor_type,
      source, job_id, data)
    SELECT $1, CASE WHEN enters THEN 'segment.entered' ELSE 'segment.left' END, 'segment', $2::text,
      contact_id, 'system', $8, $9,
      jsonb_build_object('segmentId', $2::integer, 'name', $10::text, 'reason', reason)
    FROM change JOIN (SELECT contact_id FROM entered UNION ALL SELECT contact_id FROM gone) AS moved
      USING (contact_id)
    ORDER BY contact_id
  )
  SELECT (SELECT count(*) FROM entered) AS entered, (SELECT count(*) FROM gone) AS left`);

/** Of locked contacts. Who was put in or kept out by hand in the meantime is left as they are. */
export async function moveMembers(
  transaction: OrganizationTransaction,
  segment: { id: number; name: string },
  moves: Moves,
  by: { source: string; jobId: number },
): Promise<{ entered: number; left: number }> {
  const { contactIds, enters, byHand, reasonAt, reasons } = moves;
  if (contactIds.length === 0) return { entered: 0, left: 0 };
  const [counts] = await transaction.query(move, [
    transaction.organizationId,
    segment.id,
    contactIds,
    enters,
    byHand,
    reasonAt,
    JSON.stringify(reasons),
    by.source,
    by.jobId,
    segment.name,
  ]);
  return counts ?? { entered: 0, left: 0 };
}

/** Members by hand who match at least one condition from now on. */
export async function noteConditionMet(
  { kysely, organizationId }: OrganizationTransaction,
  segmentId: number,
  contactIds: readonly number[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await kysely
    .updateTable("segment_memberships")
    .set({ met_condition: true })
    .where("organization_id", "=", organizationId)
    .where("segment_id", "=", segmentId)
    .where("contact_id", "in", [...contactIds])
    .where("state", "=", "member")
    .where("by_hand", "=", true)
    .execute();
}

export async function countMembersIn(
  { kysely, organizationId }: OrganizationTransaction,
  segmentId: number,
  { after, to }: IdRange,
): Promise<number> {
  const { count } = await kysely
    .selectFrom("segment_memberships")
    .select((each) => each.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .where("segment_id", "=", segmentId)
    .where("state", "=", "member")
    .where("contact_id", ">", after)
    .where("contact_id", "<=", to)
    .executeTakeFirstOrThrow();
  return count;
}

export async function markRefreshed(
  { kysely, organizationId }: OrganizationTransaction,
  segmentId: number,
): Promise<void> {
  await kysely
    .updateTable("segments")
    .set({ refreshed_at: sql`clock_timestamp()` })
    .where("organization_id", "=", organizationId)
    .where("id", "=", segmentId)
    .execute();
}

/** Whether one contact matches, now. */
export async function isMatching(
  { kysely, organizationId }: OrganizationTransaction,
  contactId: number,
  condition: Condition,
): Promise<boolean> {
  const { text, parameters } = condition(3);
  const { rows } = await kysely.executeQuery<{ matches: boolean }>(
    CompiledQuery.raw(
      `SELECT coalesce(${text}, false) AS matches FROM contacts AS contact
       WHERE contact.organization_id = $1 AND contact.id = $2`,
      [organizationId, contactId, ...parameters],
    ),
  );
  return rows[0]?.matches ?? false;
}

/** The word under which syncs are stored as jobs. */
export const syncKind = "sync_segment";

/** The syncs under way, by segment. */
export async function readSyncs({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<Map<number, number>> {
  const rows = await kysely
    .selectFrom("jobs")
    .select(["id", sql<number>`(payload->>'segmentId')::integer`.as("segment_id")])
    .where("organization_id", "=", organizationId)
    .where("kind", "=", syncKind)
    .where("state", "in", ["waiting", "running"])
    .execute();
  return new Map(rows.map((row) => [row.segment_id, row.id]));
}
