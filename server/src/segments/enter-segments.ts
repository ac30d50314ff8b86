import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import type { NewEvent } from "../events/record-event.ts";
import type { EnteredSegment } from "./auto-apply.ts";

/** What brought a contact into a segment without anybody's hand. */
export const autoApplySource = "on_conversation";

const insertMemberships = statement<{ segment_id: number }>(`
  INSERT INTO segment_memberships
    (organization_id, segment_id, contact_id, state, by_hand, source, actor_type, reason)
  SELECT $1, e.segment_id, $2, 'member', false, '${autoApplySource}', 'system', e.reason
  FROM jsonb_to_recordset($3::jsonb) AS e (segment_id integer, reason jsonb)
  ON CONFLICT DO NOTHING
  RETURNING segment_id`);

/** Stores memberships in one statement; one that exists by now, or an exclusion, is left as it is. */
export async function enterSegments(
  transaction: OrganizationTransaction,
  contactId: number,
  entered: readonly EnteredSegment[],
): Promise<void> {
  if (entered.length === 0) return;
  const rows = entered.map(({ segmentId, reason }) => ({ segment_id: segmentId, reason }));
  await transaction.query(insertMemberships, [
    transaction.organizationId,
    contactId,
    JSON.stringify(rows),
  ]);
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
