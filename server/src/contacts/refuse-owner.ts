import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { readOwners } from "./queries/write-contact.ts";

/** Whoever is to own something works here: unknown and deactivated agents are refused. */
export async function refuseOwner(
  transaction: OrganizationTransaction,
  ownerId: number,
  noun: string,
): Promise<void> {
  const owner = (await readOwners(transaction, [ownerId])).get(ownerId);
  if (!owner) throw new ProblemError("invalid_value", "There is no such agent.", "ownerId");
  refuseDeactivated(owner, noun);
}

export function refuseDeactivated(owner: { name: string; active: boolean }, noun: string): void {
  if (owner.active) return;
  const message = `${owner.name} was deactivated and cannot own a ${noun}.`;
  throw new ProblemError("invalid_value", message, "ownerId");
}
