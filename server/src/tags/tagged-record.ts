import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";

/** A kind of record that carries tags: all that adding and removing must know of it. */
export interface TaggedRecord {
  /** The tag scope that fits it, its subject in the event log, and its word in sentences. */
  noun: "contact" | "conversation";
  table: "contacts" | "conversations";
  assignments: "tag_assignments" | "conversation_tag_assignments";
  /** The assignments' column that names the record. */
  key: "contact_id" | "conversation_id";
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
  table: "conversations",
  assignments: "conversation_tag_assignments",
  key: "conversation_id",
  contact: "contact_id",
  added: "conversation.tag_added",
  removed: "conversation.tag_removed",
  merged: "conversation.tag_merged",
  permission: "manage conversations",
} as const satisfies TaggedRecord;
