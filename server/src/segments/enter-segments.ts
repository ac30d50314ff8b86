import type { Prepared } from "../database/statement.ts";
import type { NewEvent } from "../events/record-event.ts";
import type { EnteredSegment } from "./auto-apply.ts";
import { membershipsToInsert } from "./queries.ts";

/** What brought a contact into a segment without anybody's hand. */
export const autoApplySource = "on_conversation";

/**
 * What stores memberships, in one statement, if there are any; one that exists by now, or an
 * exclusion, is left as it is.
 */
export function segmentsToEnter(
  organizationId: number,
  contactId: number,
  entered: readonly EnteredSegment[],
): Prepared<Record<never, never>> | undefined {
  if (entered.length === 0) return undefined;
  const rows = entered.map(({ segmentId, reason }) => ({ segment_id: segmentId, reason }));
  return membershipsToInsert(organizationId, contactId, autoApplySource, rows);
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
