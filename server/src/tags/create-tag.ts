import type { CreatedTag, NewTag } from "@tagalong/shared/contracts/tag.ts";
import { findNearTwin } from "@tagalong/shared/tags/near-twin.ts";
import {
  maxTagNameLength,
  normalizeTagName,
  tagNameLength,
} from "@tagalong/shared/tags/tag-name.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { insertTag, readTags, readTagSettings } from "./queries/catalogue.ts";
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
    const [settings, active] = await Promise.all([
      readTagSettings(transaction),
      readTags(transaction, { status: "active" }),
    ]);
    const name = normalizeTagName(typed.name, settings.tag_names);
    refuseBadName(name, settings.tag_names);
    const row = await insertTag(transaction, { ...typed, name });
    if (!row) throw new ProblemError("name_taken", `There is a tag “${name}” already.`, "name");
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

function refuseBadName(name: string, tagNames: "slug" | "as_typed"): void {
  const needs = tagNames === "slug" ? "a letter or a digit" : "something to see";
  if (name === "") {
    throw new ProblemError("invalid_value", `A tag's name needs ${needs}.`, "name");
  }
  if (tagNameLength(name) > maxTagNameLength) {
    const message = `A tag's name holds at most ${maxTagNameLength} characters.`;
    throw new ProblemError("invalid_value", message, "name");
  }
}
