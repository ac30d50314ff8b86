import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import { tagSourceOf, type Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import type { ChangeHints } from "../services.ts";
import type { TaggedRecord } from "./tagged-record.ts";

export interface TagChange {
  kind: EventKind;
  record: TaggedRecord;
  recordId: number;
  contactId: number;
  /** The record's, after the change. */
  revision: number;
  tag: { id: number; name: string };
}

/** One row of history, on the contact's timeline too (T6), and a hint to open windows. */
export async function recordTagChange(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  principal: Principal,
  change: TagChange,
): Promise<void> {
  const { kind, recordId: id, contactId, revision, tag } = change;
  const { noun } = change.record;
  const { organizationId } = transaction;
  await recordEvent(transaction, {
    kind,
    subject: { type: noun, id },
    actor: principal.actor,
    source: tagSourceOf(principal),
    contactId,
    conversationId: noun === "conversation" ? id : null,
    data: { tag: { id: tag.id, name: tag.name } },
  });
  transaction.onCommit(() => {
    if (noun === "contact") hints.contactChanged(organizationId, { id, revision });
    else if (noun === "conversation") hints.conversationChanged(organizationId, id);
    else hints.recordChanged(organizationId, { type: noun, id, contactId });
  });
}
