import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { ActorType } from "../database/schema.ts";
import { statement, type Prepared } from "../database/statement.ts";

export interface NewEvent {
  kind: EventKind;
  /** What changed: "contact", "conversation", "tag", "segment". */
  subject: { type: string; id: number | string };
  actor: { type: ActorType; id?: number | string | null };
  source?: string | null;
  contactId?: number | null;
  conversationId?: number | null;
  /** The message's, within its conversation. */
  sequence?: number | null;
  /** Before and after, reasons, names as they were: what the timeline needs to tell it. */
  data?: Record<string, unknown>;
}

const insertEvents = statement<Record<never, never>>(`
  INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, conversation_id,
    sequence, actor_type, actor_id, source, data)
  SELECT $1, e.kind, e.subject_type, e.subject_id, e.contact_id, e.conversation_id, e.sequence,
    e.actor_type, e.actor_id, e.source, e.data
  FROM jsonb_to_recordset($2::jsonb) AS e (kind text, subject_type text,
    subject_id text, contact_id bigint, conversation_id bigint, sequence integer, actor_type text,
    actor_id text, source text, data jsonb)`);

/** What writes events into the one history: one statement however many; none for none. */
export function eventsToRecord(
  organizationId: number,
  events: readonly NewEvent[],
): Prepared<Record<never, never>> | undefined {
  if (events.length === 0) return undefined;
  const values = [organizationId, JSON.stringify(events.map(toRow))];
  return { statement: insertEvents, values };
}

/** Writes what happened into the one history, in the change's own transaction. */
export async function recordEvents(
  transaction: OrganizationTransaction,
  events: readonly NewEvent[],
): Promise<void> {
  const prepared = eventsToRecord(transaction.organizationId, events);
  if (prepared) await transaction.query(prepared.statement, prepared.values);
}

/** One event; see recordEvents for several. */
export async function recordEvent(
  transaction: OrganizationTransaction,
  event: NewEvent,
): Promise<void> {
  await recordEvents(transaction, [event]);
}

function toRow(event: NewEvent): Record<string, unknown> {
  return {
    kind: event.kind,
    subject_type: event.subject.type,
    subject_id: String(event.subject.id),
    contact_id: event.contactId ?? null,
    conversation_id: event.conversationId ?? null,
    sequence: event.sequence ?? null,
    actor_type: event.actor.type,
    actor_id: event.actor.id == null ? null : String(event.actor.id),
    source: event.source ?? null,
    data: event.data ?? {},
  };
}
