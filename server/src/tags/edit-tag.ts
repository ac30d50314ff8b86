import type { CreatedTag, TagChange } from "@tagalong/shared/contracts/tag.ts";
import { findNearTwin } from "@tagalong/shared/tags/near-twin.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import {
  changeable,
  holdTagSettings,
  lockTags,
  readTags,
  updateTag,
  type TagRow,
} from "./queries/catalogue.ts";
import { nameTaken, storedTagName } from "./stored-tag-name.ts";
import type { TagServices } from "./tag-services.ts";
import { toTag } from "./to-tag.ts";

/**
 * Changes what is given of an active tag (T5). A narrower scope takes the tag off nothing: it keeps
 * it from being added where it does not fit any more (T2).
 */
export async function editTag(
  services: TagServices,
  { organizationId, actor }: Principal,
  id: number,
  typed: TagChange,
): Promise<CreatedTag> {
  return await inOrganization(services.database, organizationId, async (transaction) => {
    // Criteria are said with tags' names.
    if (typed.name !== undefined) await bumpRulesVersion(transaction);
    const { tag_names } = await holdTagSettings(transaction);
    const [before] = await lockTags(transaction, [id]);
    if (!before) throw notFound("tag");
    if (before.deleted_at) {
      throw new ProblemError("tag_deleted", `“${before.name}” was deleted: restore it first.`);
    }
    const wanted = { ...typed };
    if (typed.name !== undefined && typed.name !== before.name) {
      wanted.name = storedTagName(typed.name, tag_names);
    }
    const changes = changesOf(before, wanted);
    const row = changes ? await updateTag(transaction, id, changes.after) : before;
    if (!row) throw nameTaken(wanted.name ?? before.name);
    const tag = toTag(row);
    if (changes) {
      await recordEvent(transaction, {
        kind: "tag.updated",
        subject: { type: "tag", id },
        actor,
        data: { tag: { id, name: row.name }, ...changes },
      });
      transaction.onCommit(() => services.publisher.tagChanged(organizationId, tag));
    }
    const others = await readTags(transaction, { status: "active" });
    const twin = changes?.after.name === undefined ? undefined : findNearTwin(row.name, others);
    return { ...tag, nearTwin: twin ? { id: twin.id, name: twin.name } : null };
  });
}

type Columns = Partial<Pick<TagRow, (typeof changeable)[number]>>;

/** What differs, as it was and as it is wanted; null when nothing does. */
function changesOf(before: TagRow, wanted: TagChange): { before: Columns; after: Columns } | null {
  const differing = changeable.filter(
    (column) => wanted[column] !== undefined && wanted[column] !== before[column],
  );
  if (differing.length === 0) return null;
  const pick = (from: Columns) =>
    Object.fromEntries(differing.map((column) => [column, from[column]])) as Columns;
  return { before: pick(before), after: pick(wanted) };
}
