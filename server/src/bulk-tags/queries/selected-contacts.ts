import { CompiledQuery } from "kysely";
import type { CompiledFilter } from "../../contact-lists/compile-filter.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

export interface SelectedContact {
  id: number;
  tag_ids: number[];
}

/** Ids after `after`, up to and including `to`. */
export interface IdRange {
  after: number;
  to: number;
}

const last = statement<{ id: number | null }>(
  "SELECT max(id) AS id FROM contacts WHERE organization_id = $1",
);
const end = statement<{ id: number }>(`
  SELECT id FROM contacts WHERE organization_id = $1 AND id > $2 AND id <= $3
  ORDER BY id OFFSET $4 LIMIT 1`);
const lockListed = statement<SelectedContact>(`
  SELECT id, tag_ids FROM contacts WHERE organization_id = $1 AND id = ANY ($2::bigint[])
  ORDER BY id FOR NO KEY UPDATE`);

/** The newest contact there is; 0 when there is none. */
export async function readLastContactId(transaction: OrganizationTransaction): Promise<number> {
  return (await transaction.query(last, [transaction.organizationId]))[0]?.id ?? 0;
}

/** Where the next `count` contacts of a range end, whatever a filter says of them. */
export async function readRangeEnd(
  transaction: OrganizationTransaction,
  { after, to }: IdRange,
  count: number,
): Promise<number> {
  const place = [transaction.organizationId, after, to, count - 1];
  return (await transaction.query(end, place))[0]?.id ?? to;
}

/**
 * Locks contacts until the transaction ends, in the order of their ids, as everybody does who locks
 * several: so two never wait for each other.
 */
export async function lockListedContacts(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<SelectedContact[]> {
  return await transaction.query(lockListed, [transaction.organizationId, ids]);
}

/** The same for those of a range whom a filter finds. */
export async function lockFilteredContacts(
  { kysely, organizationId }: OrganizationTransaction,
  { after, to }: IdRange,
  filter: CompiledFilter,
  now: Date,
): Promise<SelectedContact[]> {
  const { text, parameters } = filter(4, now);
  const { rows } = await kysely.executeQuery<SelectedContact>(
    CompiledQuery.raw(
      `SELECT contact.id, contact.tag_ids FROM contacts AS contact
       WHERE contact.organization_id = $1 AND contact.id > $2 AND contact.id <= $3 AND (${text})
       ORDER BY contact.id FOR NO KEY UPDATE OF contact`,
      [organizationId, after, to, ...parameters],
    ),
  );
  return rows;
}

export async function countSelected(
  { kysely, organizationId }: OrganizationTransaction,
  filter: CompiledFilter,
  now: Date,
): Promise<number> {
  const { text, parameters } = filter(2, now);
  const { rows } = await kysely.executeQuery<{ count: number }>(
    CompiledQuery.raw(
      `SELECT count(*) AS count FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${text})`,
      [organizationId, ...parameters],
    ),
  );
  return rows[0]?.count ?? 0;
}
