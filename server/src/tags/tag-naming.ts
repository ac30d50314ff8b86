import { createHash } from "node:crypto";
import type { TagNaming, TagNamingPlan } from "@tagalong/shared/contracts/tag.ts";
import { planTagNaming } from "@tagalong/shared/tags/plan-tag-naming.ts";
import type { TagNames } from "@tagalong/shared/tags/tag-name.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { lockTags, readTagSettings, storeTagNames, updateTag } from "./queries/catalogue.ts";
import { lockRecordsOf } from "./queries/moved-assignments.ts";
import type { TagServices } from "./tag-services.ts";
import { taggedRecords } from "./tagged-record.ts";
import { takeOver } from "./take-over.ts";
import { toTag } from "./to-tag.ts";
import { readUsedTags } from "./used-tags.ts";

/** What a naming would do to the tags that exist. Does nothing (T1). */
export async function previewTagNaming(
  { database }: Pick<TagServices, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  tagNames: TagNames,
): Promise<TagNamingPlan> {
  return await inOrganization(database, organizationId, (transaction) =>
    planIn(transaction, tagNames),
  );
}

/** Changes the naming; the tags that exist only when told, and only as it was shown (T1). */
export async function setTagNaming(
  services: TagServices,
  principal: Principal,
  { tagNames, plan: shown }: TagNaming,
): Promise<TagNamingPlan> {
  return await inOrganization(services.database, principal.organizationId, async (transaction) => {
    // Also waits for who is creating or renaming a tag.
    await bumpRulesVersion(transaction);
    const plan = await planIn(transaction, tagNames);
    if (shown !== undefined) {
      refuse(plan, shown);
      await carryOut(services, transaction, principal, plan);
    }
    const { tag_names: before } = await readTagSettings(transaction);
    await storeTagNames(transaction, tagNames);
    const { renames, merges } = shown === undefined ? { renames: [], merges: [] } : plan;
    if (before !== tagNames || renames.length + merges.length > 0) {
      await recordEvent(transaction, {
        kind: "tag.naming_changed",
        subject: { type: "organization", id: principal.organizationId },
        actor: principal.actor,
        data: { before, after: tagNames, renames, merges },
      });
      transaction.onCommit(() =>
        services.publisher.settingsChanged(principal.organizationId, "tags"),
      );
    }
    return await planIn(transaction, tagNames);
  });
}

function refuse({ impossible: [first], plan }: TagNamingPlan, shown: string): void {
  if (plan !== shown) {
    const message = "The tags have changed since this was shown: look at it again.";
    throw new ProblemError("conflict", message, "plan");
  }
  if (!first) return;
  const message = `“${first.name}” cannot be renamed so. ${first.why} Rename it by hand first.`;
  throw new ProblemError("invalid_value", message, "plan");
}

async function carryOut(
  services: TagServices,
  transaction: OrganizationTransaction,
  principal: Principal,
  { renames, merges }: TagNamingPlan,
): Promise<void> {
  const merged = merges.flatMap(({ merge }) => merge);
  if (merged.length > 0) {
    for (const record of taggedRecords) await lockRecordsOf(transaction, record, merged);
  }
  const ids = [...merged, ...merges.map(({ keep }) => keep), ...renames.map(({ tagId }) => tagId)];
  if (ids.length === 0) return;
  const tags = new Map((await lockTags(transaction, ids)).map((tag) => [tag.id, tag]));
  for (const { keep, merge } of merges) {
    const kept = tags.get(keep);
    const others = merge.flatMap((id) => tags.get(id) ?? []);
    if (kept) await takeOver(transaction, services.publisher, principal, kept, others);
  }
  for (const { tagId: id, name, to } of renames) {
    const row = await updateTag(transaction, id, { name: to });
    if (!row) throw new ProblemError("conflict", `There is a tag “${to}” already.`, "plan");
    await recordEvent(transaction, {
      kind: "tag.updated",
      subject: { type: "tag", id },
      actor: principal.actor,
      data: { tag: { id, name: to }, before: { name }, after: { name: to } },
    });
    const tag = toTag(row);
    transaction.onCommit(() => services.publisher.tagChanged(principal.organizationId, tag));
  }
}

async function planIn(
  transaction: OrganizationTransaction,
  tagNames: TagNames,
): Promise<TagNamingPlan> {
  const plan = planTagNaming(await readUsedTags(transaction), tagNames);
  const digest = createHash("sha256").update(JSON.stringify(plan)).digest("base64url");
  return { ...plan, plan: digest.slice(0, 22) };
}
