import type { UnmergedContacts } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Principal } from "../auth/principal.ts";
import { contactName } from "../contacts/contact-name.ts";
import { lockContacts } from "../contacts/lock-contacts.ts";
import { missingContact } from "../contacts/missing-contact.ts";
import { readContact } from "../contacts/read-contact.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { closeMerge, findLatestMerge, findMerge, type MergeRow } from "./queries/merges.ts";
import { readStoredContact } from "./queries/read-merging.ts";
import { restoreAbsorbed } from "./restore-absorbed.ts";
import { revertKept } from "./revert-kept.ts";
import type { MovedRows } from "./stored-rows.ts";
import { tellMoved } from "./tell-moved.ts";

/**
 * Makes two contacts of one again (C6). Whatever the merge moved returns exactly as it was. What came
 * later stays with the contact that was kept, unless it belongs to a conversation that goes back:
 * one that the absorbed contact had, or that one of its browsers has begun since. A contact's last
 * merge is undone first.
 */
export async function undoMerge(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  contactId: number,
  mergeId: number,
): Promise<UnmergedContacts> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await lockContacts(transaction, [contactId]);
    const kept = await readStoredContact(transaction, contactId);
    if (!kept) throw await missingContact(transaction, contactId);
    const merge = await requireUndoable(transaction, contactId, mergeId);
    const { absorbed } = merge.moved;

    const revision = await revertKept(transaction, kept, merge.moved);
    const restored = await restoreAbsorbed(transaction, contactId, merge);
    await closeMerge(transaction, mergeId);
    const event = (about: number, other: { id: number; name: string }): NewEvent => ({
      kind: "contact.unmerged",
      subject: { type: "contact", id: about },
      actor,
      contactId: about,
      data: { mergeId, other },
    });
    await recordEvents(transaction, [
      event(contactId, { id: absorbed.id, name: contactName(absorbed) }),
      event(absorbed.id, { id: contactId, name: contactName(kept) }),
    ]);
    tellMoved(transaction, publisher, {
      contacts: [
        { id: contactId, revision },
        { id: absorbed.id, revision: restored.revision },
      ],
      conversations: restored.conversations,
    });
    return {
      contact: await readContact(transaction, contactId),
      restored: await readContact(transaction, absorbed.id),
    };
  });
}

async function requireUndoable(
  transaction: OrganizationTransaction,
  contactId: number,
  mergeId: number,
): Promise<MergeRow & { moved: MovedRows }> {
  const merge = await findMerge(transaction, contactId, mergeId);
  if (!merge) throw notFound("merge");
  const { moved } = merge;
  if (!moved) throw new ProblemError("conflict", "This merge was undone already.");
  const latest = await findLatestMerge(transaction, contactId);
  if (latest && latest.id !== mergeId) {
    const name = contactName(latest.absorbed);
    const message = `“${name}” was merged into this contact later: undo that merge first.`;
    throw new ProblemError("conflict", message);
  }
  return { ...merge, moved };
}
