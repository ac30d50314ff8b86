import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { lockKnownTags } from "./lock-known-tags.ts";
import {
  holdTagSettings,
  lockTags,
  updateTag,
  type TagRow,
  type TagSettings,
} from "./queries/catalogue.ts";
import { storedTagName } from "./stored-tag-name.ts";
import type { TagServices } from "./tag-services.ts";
import { toTag } from "./to-tag.ts";

/**
 * Brings a deleted tag back, under the present naming: its assignments count again (T5), even where
 * a record then has more than its limit; such a record takes no more (T7). Again changes nothing.
 */
export async function restoreTag(
  services: TagServices,
  { organizationId, actor }: Principal,
  id: number,
  newName?: string,
): Promise<Tag> {
  return await inOrganization(services.database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const settings = await holdTagSettings(transaction);
    const [before] = await lockTags(transaction, [id]);
    if (!before) throw notFound("tag");
    return await restore(services, transaction, actor, before, settings, newName);
  });
}

/** Several, all or none; the refusal points at the one whose name is taken. */
export async function restoreTags(
  services: TagServices,
  { organizationId, actor }: Principal,
  ids: readonly number[],
): Promise<Tag[]> {
  return await inOrganization(services.database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const settings = await holdTagSettings(transaction);
    const restored: Tag[] = [];
    for (const before of await lockKnownTags(transaction, ids)) {
      try {
        restored.push(await restore(services, transaction, actor, before, settings));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const path = `tagIds.${ids.indexOf(before.id)}`;
        throw new ProblemError(error.code, error.message, path);
      }
    }
    return restored;
  });
}

async function restore(
  { publisher }: Pick<TagServices, "publisher">,
  transaction: OrganizationTransaction,
  actor: Principal["actor"],
  before: TagRow,
  { tag_names }: Pick<TagSettings, "tag_names">,
  newName?: string,
): Promise<Tag> {
  const { id } = before;
  if (!before.deleted_at) return toTag(before);
  const name = storedTagName(newName ?? before.name, tag_names);
  const row = await updateTag(transaction, id, { name, deleted_at: null, merged_into: null });
  if (!row) {
    const message = `There is an active tag “${name}” already: restore this one under another name, or rename that one first.`;
    throw new ProblemError("name_taken", message, "name");
  }
  const tag = toTag(row);
  await recordEvent(transaction, {
    kind: "tag.restored",
    subject: { type: "tag", id },
    actor,
    data: { tag: { id, name }, ...(name === before.name ? {} : { before: before.name }) },
  });
  transaction.onCommit(() => publisher.tagChanged(transaction.organizationId, tag));
  return tag;
}
