import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { takeVisitorLock } from "./queries/visitors.ts";

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
  await takeVisitorLock(transaction, lockKey(visitorTokenHash));
}

/** Which of the locks is a browser's. Two browsers may share one; they only wait for each other. */
export const lockKey = (visitorTokenHash: Buffer): number => visitorTokenHash.readInt32BE(0);
