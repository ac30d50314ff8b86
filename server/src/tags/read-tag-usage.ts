import type { TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { tagsReferredTo } from "@tagalong/shared/criteria/tag-references.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { readTagUsers } from "./queries/tag-users.ts";
import { readTagCounts } from "./queries/usage.ts";
import type { TagServices } from "./tag-services.ts";

/** Where every tag of the catalogue is used, deleted ones too (T3, T10). */
export async function readTagUsage(
  { database }: Pick<TagServices, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<TagUsage[]> {
  return await inOrganization(database, organizationId, usageIn);
}

export async function usageIn(transaction: OrganizationTransaction): Promise<TagUsage[]> {
  const [counts, users] = await Promise.all([
    readTagCounts(transaction),
    readTagUsers(transaction),
  ]);
  const usedBy = new Map<number, TagUsage["usedBy"]>();
  for (const { kind, id, name, criteria } of users) {
    for (const tag of tagsReferredTo(criteria)) {
      usedBy.set(tag, [...(usedBy.get(tag) ?? []), { kind, id, name }]);
    }
  }
  return counts.map(({ tag_id: tagId, ...records }) => ({
    tagId,
    records,
    usedBy: usedBy.get(tagId) ?? [],
  }));
}
