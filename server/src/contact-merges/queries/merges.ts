import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import type { MovedRows } from "../stored-rows.ts";

const insert = statement<{ id: number }>(`
  INSERT INTO contact_merges (organization_id, contact_id, absorbed_id, moved, events_until,
    actor_type, actor_id)
  VALUES ($1, $2, $3, $4::jsonb, nextval(pg_get_serial_sequence('events', 'id')), $5, $6)
  RETURNING id`);

export async function insertMerge(
  transaction: OrganizationTransaction,
  contactId: number,
  moved: MovedRows,
  actor: { type: ActorType; id: number },
): Promise<number> {
  const [row] = await transaction.query(insert, [
    transaction.organizationId,
    contactId,
    moved.absorbed.id,
    JSON.stringify(moved),
    actor.type,
    String(actor.id),
  ]);
  if (!row) throw new Error("An insert returns its row.");
  return row.id;
}

export interface MergeRow {
  id: number;
  absorbed_id: number;
  /** Null once it is undone. */
  moved: MovedRows | null;
  events_until: number;
  /** With its microseconds. */
  created_at: string;
}

const find = statement<MergeRow>(`
  SELECT id, absorbed_id, moved, events_until, to_jsonb(created_at) #>> '{}' AS created_at FROM contact_merges
  WHERE organization_id = $1 AND contact_id = $2 AND id = $3`);

export async function findMerge(
  transaction: OrganizationTransaction,
  contactId: number,
  id: number,
): Promise<MergeRow | undefined> {
  return (await transaction.query(find, [transaction.organizationId, contactId, id]))[0];
}

const latest = statement<{ id: number; absorbed: MovedRows["absorbed"] }>(`
  SELECT id, moved->'absorbed' AS absorbed FROM contact_merges
  WHERE organization_id = $1 AND contact_id = $2 AND undone_at IS NULL
  ORDER BY id DESC LIMIT 1`);

/** The contact's merge that stands and has none after it. */
export async function findLatestMerge(transaction: OrganizationTransaction, contactId: number) {
  return (await transaction.query(latest, [transaction.organizationId, contactId]))[0];
}

const close = statement<Record<never, never>>(`
  UPDATE contact_merges SET moved = NULL, undone_at = now()
  WHERE organization_id = $1 AND id = $2`);

/** What was kept for undoing it is not kept longer than that. */
export async function closeMerge(transaction: OrganizationTransaction, id: number): Promise<void> {
  await transaction.query(close, [transaction.organizationId, id]);
}
