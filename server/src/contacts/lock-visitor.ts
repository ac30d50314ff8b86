import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

const lock = statement<Record<never, never>>("SELECT pg_advisory_xact_lock($1, $2)");

/**
 * Until the transaction ends, no other one goes on for the same browser, also when nothing is
 * stored of it yet: five tabs that write at once are one visitor, one contact and one conversation.
 * It need not be awaited before the next statement, which begins only when the lock is held and sees
 * all that its holders committed.
 */
export async function lockVisitor(
  transaction: OrganizationTransaction,
  visitorTokenHash: Buffer,
): Promise<void> {
  await transaction.query(lock, [transaction.organizationId, visitorTokenHash.readInt32BE(0)]);
}
