import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import { actorNameSql } from "../../events/actor-name.ts";

export interface TimelineRow {
  id: number;
  kind: EventKind;
  actor_type: ActorType;
  by: string | null;
  source: string | null;
  conversation_id: number | null;
  data: unknown;
  created_at: Date;
}

/** Messages are read in their conversations; here they would bury everything else. */
const page = statement<TimelineRow>(`
  SELECT e.id, e.kind, e.actor_type, ${actorNameSql("e")} AS by, e.source, e.conversation_id,
    e.data, e.created_at
  FROM events e
  WHERE e.organization_id = $1 AND e.contact_id = $2 AND e.id < $3 AND e.kind <> 'message.created'
  ORDER BY e.id DESC LIMIT $4`);

/** Latest first, older than the event `before`. */
export async function readTimeline(
  transaction: OrganizationTransaction,
  contactId: number,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number; limit: number },
): Promise<TimelineRow[]> {
  return await transaction.query(page, [transaction.organizationId, contactId, before, limit]);
}
