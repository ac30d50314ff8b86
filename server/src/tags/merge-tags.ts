import type { MergedTags } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { lockKnownTags } from "./lock-known-tags.ts";
import { lockTags } from "./queries/catalogue.ts";
import { lockRecordsOf } from "./queries/moved-assignments.ts";
import type { TagServices } from "./tag-services.ts";
import { taggedRecords } from "./tagged-record.ts";
import { takeOver } from "./take-over.ts";

/** Merges active tags into another one, all or none (T10); see takeOver. */
export async function mergeTags(
  services: TagServices,
  principal: Principal,
  keptId: number,
  mergedIds: readonly number[],
): Promise<MergedTags> {
  const { organizationId } = principal;
  return await inOrganization(services.database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    for (const record of taggedRecords) await lockRecordsOf(transaction, record, mergedIds);
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
    return await takeOver(transaction, services.publisher, principal, kept, others);
  });
}
