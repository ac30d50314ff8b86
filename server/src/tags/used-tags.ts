import type { UsedTag } from "@tagalong/shared/tags/most-used.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readTags } from "./queries/catalogue.ts";
import { usageIn } from "./read-tag-usage.ts";

/** The active tags with the number of records that carry them, and whether anything uses them. */
export async function readUsedTags(
  transaction: OrganizationTransaction,
): Promise<(UsedTag & { unused: boolean })[]> {
  const [tags, usage] = await Promise.all([
    readTags(transaction, { status: "active" }),
    usageIn(transaction),
  ]);
  const byTag = new Map(usage.map((each) => [each.tagId, each]));
  return tags.map(({ id, name }) => {
    const found = byTag.get(id);
    const uses = found ? Object.values(found.records).reduce((sum, count) => sum + count) : 0;
    return { id, name, uses, unused: uses === 0 && (found?.usedBy.length ?? 0) === 0 };
  });
}
