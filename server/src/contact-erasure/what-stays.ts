import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";

/**
 * What of an event outlives the person it was about, for the reports: what the organization's own
 * people and rules did, by the names of its own things. Of every other kind only that it happened,
 * and when.
 */
export const whatStays: Partial<Record<EventKind, readonly string[]>> = {
  "conversation.created": ["channel"],
  "conversation.prioritized": ["from", "to"],
  "conversation.routed": ["queueId", "queue", "teamId", "team"],
  "conversation.assigned": ["from", "to"],
  "conversation.status_changed": ["from", "to"],
  "conversation.tag_added": ["tag"],
  "conversation.tag_removed": ["tag"],
  "conversation.tag_merged": ["from", "tag"],
  "contact.tag_added": ["tag"],
  "contact.tag_removed": ["tag"],
  "contact.tag_merged": ["from", "tag"],
  "segment.entered": ["segmentId", "name"],
  "segment.left": ["segmentId", "name"],
};
