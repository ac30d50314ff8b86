import { missingContact } from "../contacts/missing-contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound, type ProblemError } from "../errors/problem-error.ts";
import type { TaggedRecord } from "./tagged-record.ts";

/** The refusal for a record that is not there; a contact that was merged says into which. */
export async function missingRecord(
  transaction: OrganizationTransaction,
  { noun }: TaggedRecord,
  id: number,
): Promise<ProblemError> {
  return noun === "contact" ? await missingContact(transaction, id) : notFound(noun);
}
