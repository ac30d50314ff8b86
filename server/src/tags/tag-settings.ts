import type { TagSettings } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import { readTagSettings, storeTagLimit } from "./queries/catalogue.ts";
import type { TagServices } from "./tag-services.ts";

export async function tagSettings(
  { database }: Pick<TagServices, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<TagSettings> {
  const row = await inOrganization(database, organizationId, readTagSettings);
  return { tagNames: row.tag_names, maxTagsPerRecord: row.max_tags_per_record };
}

/**
 * Raises, lowers or lifts the limit (T7). Lowering takes no tag off anything: a record that holds
 * more takes no more.
 */
export async function setTagLimit(
  { database, publisher }: TagServices,
  { organizationId, actor }: Principal,
  maxTagsPerRecord: number | null,
): Promise<TagSettings> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = await readTagSettings(transaction);
    const before = row.max_tags_per_record;
    if (before !== maxTagsPerRecord) {
      await storeTagLimit(transaction, maxTagsPerRecord);
      await recordEvent(transaction, {
        kind: "tag.limit_changed",
        subject: { type: "organization", id: organizationId },
        actor,
        data: { before, after: maxTagsPerRecord },
      });
      transaction.onCommit(() => publisher.settingsChanged(organizationId, "tags"));
    }
    return { tagNames: row.tag_names, maxTagsPerRecord };
  });
}
