import type { TagReview } from "@tagalong/shared/contracts/tag.ts";
import { mostUsed } from "@tagalong/shared/tags/most-used.ts";
import { groupNearTwins } from "@tagalong/shared/tags/near-twin.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { TagServices } from "./tag-services.ts";
import { readUsedTags } from "./used-tags.ts";

/** What tidying up the catalogue would begin with: unused tags and look-alikes (T10). */
export async function reviewTags(
  { database }: Pick<TagServices, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<TagReview> {
  const tags = await inOrganization(database, organizationId, readUsedTags);
  return {
    unused: tags.filter((tag) => tag.unused).map((tag) => tag.id),
    twins: groupNearTwins(tags).flatMap(([first, ...rest]) => {
      if (!first) return [];
      const keep = mostUsed([first, ...rest]);
      const others = [first, ...rest].filter((tag) => tag !== keep);
      return [{ keep: keep.id, merge: others.map((tag) => tag.id) }];
    }),
  };
}
