import { missingContact } from "../contacts/missing-contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { readStoredContact } from "./queries/read-merging.ts";
import type { StoredContact } from "./stored-rows.ts";

/** Both contacts of a merge as they are stored; `path` names the other one in a refusal. */
export async function readTwoContacts(
  transaction: OrganizationTransaction,
  keptId: number,
  absorbedId: number,
  path: string,
): Promise<{ kept: StoredContact; absorbed: StoredContact }> {
  if (keptId === absorbedId) {
    throw new ProblemError("invalid_value", "A contact cannot be merged with itself.", path);
  }
  const [kept, absorbed] = await Promise.all([
    readStoredContact(transaction, keptId),
    readStoredContact(transaction, absorbedId),
  ]);
  if (!kept) throw await missingContact(transaction, keptId);
  if (!absorbed) throw await missingContact(transaction, absorbedId);
  return { kept, absorbed };
}
