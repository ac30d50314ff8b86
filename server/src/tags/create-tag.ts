import type { CreatedTag, NewTag } from "@tagalong/shared/contracts/tag.ts";
import { findNearTwin } from "@tagalong/shared/tags/near-twin.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { holdTagSettings, insertTag, readTags } from "./queries/catalogue.ts";
import { nameTaken, storedTagName } from "./stored-tag-name.ts";
import type { TagServices } from "./tag-services.ts";
import { toTag } from "./to-tag.ts";

/** Adds a tag to the catalogue under its normalised name (T1) and says whether it has a near twin. */
export async function createTag(
  services: TagServices,
  principal: Principal,
  typed: Required<NewTag>,
): Promise<CreatedTag> {
  const { organizationId } = principal;
  return await inOrganization(services.database, organizationId, async (transaction) => {
    // Criteria may name it from now on: rules that do not know it would refuse them.
    await bumpRulesVersion(transaction);
    const [settings, active] = await Promise.all([
      holdTagSettings(transaction),
      readTags(transaction, { status: "active" }),
    ]);
    const name = storedTagName(typed.name, settings.tag_names);
    const row = await insertTag(transaction, { ...typed, name });
    if (!row) throw nameTaken(name);
    const tag = toTag(row);
    await recordEvent(transaction, {
      kind: "tag.created",
      subject: { type: "tag", id: tag.id },
      actor: principal.actor,
      data: { tag: { id: tag.id, name }, color: tag.color, scope: tag.scope },
    });
    transaction.onCommit(() => services.publisher.tagChanged(organizationId, tag));
    const twin = findNearTwin(name, active);
    return { ...tag, nearTwin: twin ? { id: twin.id, name: twin.name } : null };
  });
}
