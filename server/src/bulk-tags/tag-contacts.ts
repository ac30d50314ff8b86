import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { ChangeHints } from "../services.ts";
import { decideTagging } from "./decide-tagging.ts";
import { hintContacts } from "./hint-contacts.ts";
import type { SelectedContact } from "./queries/selected-contacts.ts";
import { tagGroup, type TaggedGroup, type Tagging } from "./queries/tag-together.ts";
import { readTagBounds } from "./queries/tags-at-work.ts";

export type TaggingCounts = Record<
  "added" | "alreadyHad" | "atLimit" | "removed" | "notThere",
  number
>;

/**
 * Adds and takes off tags of contacts that this transaction has locked, with history and hints. The
 * tags must be held and fit; see holdFittingTags.
 */
export async function tagContacts(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  contacts: readonly SelectedContact[],
  asked: { add: readonly number[]; remove: readonly number[] },
  tagging: Tagging,
): Promise<TaggingCounts> {
  const { limit, deleted } = await readTagBounds(transaction);
  const isDeleted = (tagId: number) => deleted.has(tagId);
  const counts = { added: 0, alreadyHad: 0, atLimit: 0, removed: 0, notThere: 0 };
  const groups = new Map<string, TaggedGroup & { contactIds: number[] }>();
  for (const { id, tag_ids } of contacts) {
    const decided = decideTagging(tag_ids, { ...asked, limit, isDeleted });
    const { add, remove } = decided;
    counts.added += add.length;
    counts.removed += remove.length;
    counts.alreadyHad += decided.alreadyHad;
    counts.notThere += decided.notThere;
    counts.atLimit += decided.atLimit;
    if (add.length + remove.length === 0) continue;
    const key = `${add.join()}|${remove.join()}`;
    const group = groups.get(key) ?? { add, remove, contactIds: [] };
    group.contactIds.push(id);
    groups.set(key, group);
  }
  const changed = await Promise.all(
    [...groups.values()].map((group) => tagGroup(transaction, group, tagging)),
  );
  hintContacts(transaction, hints, changed.flat());
  return counts;
}
