import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

const lock = statement<Record<never, never>>("SELECT pg_advisory_xact_lock($1, $2)");

/** Held until the transaction ends. */
export async function takeVisitorLock(
  transaction: OrganizationTransaction,
  key: number,
): Promise<void> {
  await transaction.query(lock, [transaction.organizationId, key]);
}

const locks = statement<Record<never, never>>(
  "SELECT pg_advisory_xact_lock($1, key) FROM unnest($2::integer[]) AS one (key)",
);

/** Several, taken in the order given. */
export async function takeVisitorLocks(
  transaction: OrganizationTransaction,
  keys: readonly number[],
): Promise<void> {
  await transaction.query(locks, [transaction.organizationId, keys]);
}

const tokensOf = statement<{ token_hash: Buffer }>(`
  SELECT token_hash FROM visitors WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[])`);

/** The browsers of some contacts, by their tokens' SHA-256. */
export async function readTokensOf(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<Buffer[]> {
  const rows = await transaction.query(tokensOf, [transaction.organizationId, contactIds]);
  return rows.map((row) => row.token_hash);
}

const rowsLock = statement<Record<never, never>>(`
  SELECT FROM contacts WHERE organization_id = $1 AND id = ANY ($2::bigint[])
  ORDER BY id FOR UPDATE`);

/** Held until the transaction ends; nothing new can refer to these contacts meanwhile. */
export async function lockContactRows(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<void> {
  await transaction.query(rowsLock, [transaction.organizationId, ids]);
}

const move = statement<Record<never, never>>(`
  WITH moved AS (
    UPDATE conversations SET contact_id = $3, revision = revision + 1
    WHERE organization_id = $1 AND visitor_id = $2 AND contact_id IN (
      SELECT id FROM contacts WHERE organization_id = $1 AND NOT verified)
    RETURNING id
  )
  UPDATE messages SET author_id = $3 FROM moved
  WHERE organization_id = $1 AND conversation_id = moved.id AND author_type = 'visitor'`);

/** Gives the visitor's conversations with unverified contacts, and their messages, to `contactId`. */
export async function moveConversations(
  transaction: OrganizationTransaction,
  visitorId: number,
  contactId: number,
): Promise<void> {
  await transaction.query(move, [transaction.organizationId, visitorId, contactId]);
}
