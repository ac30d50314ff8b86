import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { NewEvent } from "../events/record-event.ts";
import type { EnteredSegment } from "./auto-apply.ts";
import { insertMemberships } from "./queries.ts";

/** What brought a contact into a segment without anybody's hand. */
export const autoApplySource = "on_conversation";

/** Stores memberships in one statement; one that exists by now, or an exclusion, is left as it is. */
export async function enterSegments(
  transaction: OrganizationTransaction,
  contactId: number,
  entered: readonly EnteredSegment[],
): Promise<void> {
  if (entered.length === 0) return;
  const rows = entered.map(({ segmentId, reason }) => ({ segment_id: segmentId, reason }));
  await insertMemberships(transaction, contactId, autoApplySource, rows);
}

/** The events of these memberships, for the caller to record with its others (S6). */
export function enteredEvents(
  contactId: number,
  conversationId: number,
  entered: readonly EnteredSegment[],
): NewEvent[] {
  return entered.map(({ segmentId, name, reason }) => ({
    kind: "segment.entered",
    subject: { type: "segment", id: segmentId },
    actor: { type: "system" },
    source: autoApplySource,
    contactId,
    conversationId,
    data: { segmentId, name, reason },
  }));
}
