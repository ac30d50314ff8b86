import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import {
  taggedContact,
  taggedConversation,
  taggedDeal,
  taggedLead,
  type TaggedRecord,
} from "../tagged-record.ts";

/** A record whose tags were taken over by another one. */
export interface MovedRecord {
  id: number;
  contact_id: number;
  /** Which of them it had. */
  tag_ids: number[];
}

function statementsFor({ table, assignments, key, contact }: TaggedRecord) {
  return {
    some: statement<{ id: number }>(`
      SELECT ${key} AS id FROM ${assignments} WHERE organization_id = $1 AND tag_id = ANY ($2)
      GROUP BY ${key} ORDER BY ${key} LIMIT $3`),
    lockSome: statement<Record<never, never>>(`
      SELECT FROM ${table} WHERE organization_id = $1 AND id = ANY ($2)
      ORDER BY id FOR NO KEY UPDATE`),
    lock: statement<Record<never, never>>(`
      SELECT FROM ${table} WHERE organization_id = $1 AND id IN (
        SELECT ${key} FROM ${assignments} WHERE organization_id = $1 AND tag_id = ANY ($2))
      ORDER BY id FOR NO KEY UPDATE`),
    // Of a record's assignments the first one stays: since when, by whom and from where.
    move: statement<{ id: number; tag_ids: number[] }>(`
      WITH gone AS (
        DELETE FROM ${assignments} WHERE organization_id = $1 AND tag_id = ANY ($2)
          AND ($4::bigint[] IS NULL OR ${key} = ANY ($4)) RETURNING *
      ), moved AS (
        INSERT INTO ${assignments} AS kept
          (organization_id, ${key}, tag_id, source, actor_type, actor_id, created_at)
        SELECT DISTINCT ON (${key})
          organization_id, ${key}, $3::integer, source, actor_type, actor_id, created_at
        FROM gone ORDER BY ${key}, created_at, tag_id
        ON CONFLICT (organization_id, ${key}, tag_id) DO UPDATE SET
          source = excluded.source, actor_type = excluded.actor_type,
          actor_id = excluded.actor_id, created_at = excluded.created_at
        WHERE excluded.created_at < kept.created_at
      )
      SELECT ${key} AS id, array_agg(tag_id ORDER BY tag_id) AS tag_ids FROM gone GROUP BY ${key}`),
    keepIds: statement<{ id: number; contact_id: number }>(`
      UPDATE ${table} SET revision = revision + 1, tag_ids = ARRAY(
        SELECT unnest(tag_ids) EXCEPT SELECT unnest($3::integer[]) UNION SELECT $4::integer)
      WHERE organization_id = $1 AND id = ANY ($2) RETURNING id, ${contact} AS contact_id`),
  };
}

const statements = {
  contact: statementsFor(taggedContact),
  conversation: statementsFor(taggedConversation),
  lead: statementsFor(taggedLead),
  deal: statementsFor(taggedDeal),
};

/** Locks the records that carry a tag. Before the tags are locked: who assigns does it so, too. */
export async function lockRecordsOf(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  tagIds: readonly number[],
): Promise<void> {
  await transaction.query(statements[record.noun].lock, [transaction.organizationId, tagIds]);
}

/** The same for so many of them, which it names. */
export async function lockSomeRecordsOf(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  tagIds: readonly number[],
  count: number,
): Promise<number[]> {
  const { some, lockSome } = statements[record.noun];
  const { organizationId } = transaction;
  const ids = (await transaction.query(some, [organizationId, tagIds, count])).map(({ id }) => id);
  if (ids.length > 0) await transaction.query(lockSome, [organizationId, ids]);
  return ids;
}

/** Makes one tag of several on every record that has one of them, or on these; each is left with one. */
export async function moveAssignments(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  from: readonly number[],
  into: number,
  only: readonly number[] | null = null,
): Promise<MovedRecord[]> {
  const { move, keepIds } = statements[record.noun];
  const { organizationId } = transaction;
  const moved = await transaction.query(move, [organizationId, from, into, only]);
  if (moved.length === 0) return [];
  const ids = moved.map((each) => each.id);
  const records = await transaction.query(keepIds, [organizationId, ids, from, into]);
  const contacts = new Map(records.map((each) => [each.id, each.contact_id]));
  return moved.map((each) => ({ ...each, contact_id: contacts.get(each.id) ?? each.id }));
}
