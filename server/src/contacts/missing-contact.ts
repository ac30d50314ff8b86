import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { findMergedInto } from "./queries/merged-into.ts";

/**
 * The refusal for a contact that is not there: one that was absorbed says by whom, so that whoever
 * held its number finds the person (C6).
 */
export async function missingContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<ProblemError> {
  const into = await findMergedInto(transaction, id);
  if (into === undefined) return notFound("contact");
  const message = `This contact was merged into contact ${into}.`;
  return new ProblemError("contact_merged", message, "id", into);
}
