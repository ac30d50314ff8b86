import type { TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { tagsReferredTo } from "@tagalong/shared/criteria/tag-references.ts";
import type { Principal } from "../auth/principal.ts";
import { readCriteriaUsers, usersToSee } from "../criteria-users/criteria-users.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { readTagCounts } from "./queries/usage.ts";
import type { TagServices } from "./tag-services.ts";

/** Where every tag of the catalogue is used, deleted ones too (T3, T10). */
export async function readTagUsage(
  { database }: Pick<TagServices, "database">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
): Promise<TagUsage[]> {
  const usage = await inOrganization(database, organizationId, usageIn);
  return usage.map(({ usedBy, ...rest }) => ({
    ...rest,
    usedBy: usersToSee(usedBy, permissions),
  }));
}

export async function usageIn(transaction: OrganizationTransaction): Promise<TagUsage[]> {
  const [counts, users] = await Promise.all([
    readTagCounts(transaction),
    readCriteriaUsers(transaction),
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
