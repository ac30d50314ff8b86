import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { lockKnownTags } from "./lock-known-tags.ts";
import { lockTags, type TagRow } from "./queries/catalogue.ts";

/** Locks tags that are to be merged, and refuses what cannot be (T5, T10). */
export async function holdMergeable(
  transaction: OrganizationTransaction,
  keptId: number,
  mergedIds: readonly number[],
): Promise<{ kept: TagRow; others: TagRow[] }> {
  const [kept] = await lockTags(transaction, [keptId]);
  if (!kept) throw notFound("tag");
  const others = await lockKnownTags(transaction, mergedIds);
  if (kept.deleted_at) {
    throw new ProblemError("tag_deleted", `“${kept.name}” was deleted: restore it first.`);
  }
  for (const tag of others) {
    const path = `tagIds.${mergedIds.indexOf(tag.id)}`;
    if (tag.id === keptId) {
      throw new ProblemError("invalid_value", "A tag cannot be merged into itself.", path);
    }
    if (tag.deleted_at) {
      throw new ProblemError("tag_deleted", `“${tag.name}” was deleted: restore it first.`, path);
    }
  }
  return { kept, others };
}
