import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import { actorNameSql } from "../../events/actor-name.ts";
import { familyOf } from "../family-sql.ts";

export interface TimelineRow {
  id: number;
  kind: EventKind;
  actor_type: ActorType;
  by: string | null;
  source: string | null;
  conversation_id: number | null;
  data: unknown;
  created_at: Date;
  /** The merge that this is about, while it stands and can be undone here. */
  merge_id: number | null;
}

/**
 * Messages are read in their conversations; here they would bury everything else. What happened to
 * those whom the contact absorbed is its history too.
 */
const page = statement<TimelineRow>(`
  WITH RECURSIVE ${familyOf("$2")}
  SELECT e.id, e.kind, e.actor_type, ${actorNameSql("e")} AS by, e.source, e.conversation_id,
    e.data, e.created_at, m.id AS merge_id
  FROM family CROSS JOIN LATERAL (
    SELECT * FROM events
    WHERE organization_id = $1 AND contact_id = family.id AND id < $3 AND kind <> ALL ($5)
    ORDER BY id DESC LIMIT $4
  ) e
  LEFT JOIN contact_merges m
    ON m.organization_id = $1 AND e.kind = 'contact.merged' AND m.id = (e.data->>'mergeId')::bigint
    AND m.contact_id = $2 AND m.undone_at IS NULL
  ORDER BY e.id DESC LIMIT $4`);

interface TimelinePlace {
  before?: number | undefined;
  limit: number;
  /** Kinds of events that whoever asks may not see. */
  hidden: readonly EventKind[];
}

/** Latest first, older than the event `before`. */
export async function readTimeline(
  transaction: OrganizationTransaction,
  contactId: number,
  { before = Number.MAX_SAFE_INTEGER, limit, hidden }: TimelinePlace,
): Promise<TimelineRow[]> {
  const { organizationId } = transaction;
  const without = ["message.created", ...hidden];
  return await transaction.query(page, [organizationId, contactId, before, limit, without]);
}
