import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";

/** A kind of record that carries tags: all that adding and removing must know of it. */
export interface TaggedRecord {
  /** Its subject in the event log, and its word in sentences. */
  noun: "contact" | "conversation" | "lead" | "deal";
  /** The tag scope that fits it (T2). */
  scope: "contact" | "conversation";
  table: "contacts" | "conversations" | "leads" | "deals";
  assignments:
    | "tag_assignments"
    | "conversation_tag_assignments"
    | "lead_tag_assignments"
    | "deal_tag_assignments";
  /** The assignments' column that names the record. */
  key: "contact_id" | "conversation_id" | "lead_id" | "deal_id";
  /** Where its tags are changed: `<path>/{id}/tags` (T11). */
  path: string;
  /** The record's column that names its contact, on whose timeline the change appears. */
  contact: "id" | "contact_id";
  added: EventKind;
  removed: EventKind;
  merged: EventKind;
  /** Needed to add and remove. */
  permission: Permission;
}

export const taggedContact = {
  noun: "contact",
  scope: "contact",
  path: "/crm/contacts",
  table: "contacts",
  assignments: "tag_assignments",
  key: "contact_id",
  contact: "id",
  added: "contact.tag_added",
  removed: "contact.tag_removed",
  merged: "contact.tag_merged",
  permission: "tag contacts",
} as const satisfies TaggedRecord;

export const taggedConversation = {
  noun: "conversation",
  scope: "conversation",
  path: "/conversations",
  table: "conversations",
  assignments: "conversation_tag_assignments",
  key: "conversation_id",
  contact: "contact_id",
  added: "conversation.tag_added",
  removed: "conversation.tag_removed",
  merged: "conversation.tag_merged",
  permission: "manage conversations",
} as const satisfies TaggedRecord;

export const taggedLead = {
  noun: "lead",
  scope: "contact",
  path: "/crm/leads",
  table: "leads",
  assignments: "lead_tag_assignments",
  key: "lead_id",
  contact: "contact_id",
  added: "lead.tag_added",
  removed: "lead.tag_removed",
  merged: "lead.tag_merged",
  permission: "manage leads",
} as const satisfies TaggedRecord;

export const taggedDeal = {
  noun: "deal",
  scope: "contact",
  path: "/crm/deals",
  table: "deals",
  assignments: "deal_tag_assignments",
  key: "deal_id",
  contact: "contact_id",
  added: "deal.tag_added",
  removed: "deal.tag_removed",
  merged: "deal.tag_merged",
  permission: "manage deals",
} as const satisfies TaggedRecord;

/** In the order in which whoever locks several kinds locks them. */
export const taggedRecords: readonly TaggedRecord[] = [
  taggedContact,
  taggedConversation,
  taggedLead,
  taggedDeal,
];
