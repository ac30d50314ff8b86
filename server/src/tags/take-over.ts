import type { MergedTags } from "@tagalong/shared/contracts/tag.ts";
import { replaceTags } from "@tagalong/shared/criteria/tag-references.ts";
import { tagSourceOf, type Principal } from "../auth/principal.ts";
import { readCriteriaUsers, storeCriteria } from "../criteria-users/criteria-users.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import type { ChangeHints } from "../services.ts";
import { markDeleted, updateTag, type TagRow } from "./queries/catalogue.ts";
import { moveAssignments } from "./queries/moved-assignments.ts";
import {
  taggedContact,
  taggedConversation,
  taggedDeal,
  taggedLead,
  type TaggedRecord,
} from "./tagged-record.ts";
import { toTag } from "./to-tag.ts";

/**
 * Lets one tag take over what others stand for (T10): their assignments become its own, criteria
 * that name them name it, its scope grows to hold what it takes, and they are deleted. The caller
 * has bumped the rules' version and locked the tags.
 */
export async function takeOver(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  principal: Pick<Principal, "actor">,
  kept: TagRow,
  others: readonly TagRow[],
  /** Records that were moved before, in pieces. */
  before: Partial<MergedTags["records"]> = {},
): Promise<MergedTags> {
  const ids = others.map((tag) => tag.id);
  const move = async (record: TaggedRecord) =>
    (before[record.table] ?? 0) + (await moveRecords(transaction, principal, record, kept, others));
  const records = {
    contacts: await move(taggedContact),
    conversations: await move(taggedConversation),
    leads: await move(taggedLead),
    deals: await move(taggedDeal),
  };
  const rewritten = await rewriteCriteria(transaction, ids, kept.id);
  const scope = others.every((tag) => tag.scope === kept.scope) ? kept.scope : "both";
  const row = scope === kept.scope ? kept : await updateTag(transaction, kept.id, { scope });
  const tag = toTag(row ?? kept);
  const merged = (await markDeleted(transaction, ids, kept.id)).map(toTag);
  const into = { id: kept.id, name: kept.name };
  const about = { into, ...records, rewritten };
  await recordEvents(
    transaction,
    merged.map(({ id, name }) => ({
      kind: "tag.merged",
      subject: { type: "tag", id },
      actor: principal.actor,
      data: { tag: { id, name }, ...about },
    })),
  );
  transaction.onCommit(() => {
    for (const each of [tag, ...merged]) hints.tagChanged(transaction.organizationId, each);
  });
  return { tag, merged, records, rewritten };
}

/** Answers how many records had one of the tags, of all or of these; each tells it on its timeline. */
export async function moveRecords(
  transaction: OrganizationTransaction,
  principal: Pick<Principal, "actor">,
  record: TaggedRecord,
  kept: TagRow,
  others: readonly TagRow[],
  only: readonly number[] | null = null,
): Promise<number> {
  const names = new Map(others.map((tag) => [tag.id, tag.name]));
  const moved = await moveAssignments(transaction, record, [...names.keys()], kept.id, only);
  const events = moved.map(({ id, contact_id, tag_ids }): NewEvent => ({
    kind: record.merged,
    subject: { type: record.noun, id },
    actor: principal.actor,
    source: tagSourceOf(principal),
    contactId: contact_id,
    conversationId: record.noun === "conversation" ? id : null,
    data: {
      from: tag_ids.map((tagId) => names.get(tagId)),
      tag: { id: kept.id, name: kept.name },
    },
  }));
  for (let at = 0; at < events.length; at += atOnce) {
    await recordEvents(transaction, events.slice(at, at + atOnce));
  }
  return moved.length;
}

/** Events in one statement: a merge may reach every contact there is. */
const atOnce = 5_000;

async function rewriteCriteria(
  transaction: OrganizationTransaction,
  from: readonly number[],
  into: number,
): Promise<MergedTags["rewritten"]> {
  const replaced = new Set(from);
  const rewritten: MergedTags["rewritten"] = [];
  for (const { kind, id, name, criteria } of await readCriteriaUsers(transaction)) {
    const now = replaceTags(criteria, replaced, into);
    if (now === criteria) continue;
    await storeCriteria(transaction, { kind, id }, now);
    rewritten.push({ kind, id, name });
  }
  return rewritten;
}
