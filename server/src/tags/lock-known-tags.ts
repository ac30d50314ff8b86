import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { lockTags, type TagRow } from "./queries/catalogue.ts";

/** Locks tags that a body lists; one that there is not refuses them all and is pointed at. */
export async function lockKnownTags(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<TagRow[]> {
  const tags = await lockTags(transaction, ids);
  const known = new Set(tags.map((tag) => tag.id));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown === -1) return tags;
  throw new ProblemError("not_found", "There is no such tag.", `tagIds.${unknown}`);
}
