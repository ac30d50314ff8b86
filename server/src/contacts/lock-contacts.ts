import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { lostRace } from "../database/retry.ts";
import { lockKey } from "./lock-visitor.ts";
import { lockContactRows, readTokensOf, takeVisitorLocks } from "./queries/visitors.ts";

/** More advisory locks than this at once would crowd out other transactions'. */
const mostLocks = 1_000;

/**
 * Keeps contacts to this transaction until it ends: their rows, and before them the browsers that
 * write as them, in the order in which a browser's own transactions take the two. So whoever merges
 * or erases waits for messages that are being stored, and they for it, and never each for the other.
 */
export async function lockContacts(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<void> {
  const keysNow = async () => new Set((await readTokensOf(transaction, ids)).map(lockKey));
  const held = await keysNow();
  const few = held.size <= mostLocks;
  if (few)
    await takeVisitorLocks(
      transaction,
      [...held].sort((one, other) => one - other),
    );
  await lockContactRows(transaction, ids);
  if (!few) return;
  for (const key of await keysNow()) {
    if (!held.has(key)) throw lostRace("A browser came to one of the contacts meanwhile.");
  }
}
