import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvents } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { lockKnownTags } from "./lock-known-tags.ts";
import { markDeleted } from "./queries/catalogue.ts";
import type { TagServices } from "./tag-services.ts";
import { toTag } from "./to-tag.ts";

/**
 * Deletes tags softly, all or none: their assignments stay and are history, criteria that name them
 * match nobody (T5). Those that were deleted before stay as they are.
 */
export async function deleteTags(
  services: TagServices,
  { organizationId, actor }: Principal,
  ids: readonly number[],
): Promise<Tag[]> {
  return await inOrganization(services.database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const known = await lockKnownTags(transaction, ids);
    const deleted = (await markDeleted(transaction, ids)).map(toTag);
    await recordEvents(
      transaction,
      deleted.map(({ id, name }) => ({
        kind: "tag.deleted",
        subject: { type: "tag", id },
        actor,
        data: { tag: { id, name } },
      })),
    );
    transaction.onCommit(() => {
      for (const tag of deleted) services.publisher.tagChanged(organizationId, tag);
    });
    const now = new Map([...known.map(toTag), ...deleted].map((tag) => [tag.id, tag]));
    return [...now.values()];
  });
}

/** The one of an address, which is then what there is not. */
export async function deleteTag(
  services: TagServices,
  principal: Principal,
  id: number,
): Promise<Tag> {
  const [tag] = await deleteTags(services, principal, [id]);
  if (!tag) throw notFound("tag");
  return tag;
}
