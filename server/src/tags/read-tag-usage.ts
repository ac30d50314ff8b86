import type { TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { tagsReferredTo } from "@tagalong/shared/criteria/tag-references.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
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
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
): Promise<TagUsage[]> {
  const usage = await inOrganization(database, organizationId, usageIn);
  return usage.map(({ usedBy, ...rest }) => ({
    ...rest,
    usedBy: usedBy.filter(({ kind }) => permissions.has(toSee[kind])),
  }));
}

/** What a tag's users are named to those who may see them (S8). */
const toSee: Record<TagUsage["usedBy"][number]["kind"], Permission> = {
  segment: "view crm segments",
  queue: "view routing",
  routing_rule: "view routing",
  priority_rule: "view routing",
  smart_list: "view contacts",
};

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
