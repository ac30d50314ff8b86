/** Every kind of row in the event log: what a timeline says of it. */
export const eventKinds = {
  "contact.created": "Contact created",
  "contact.updated": "Contact updated",
  "contact.tag_added": "Tag added",
  "contact.tag_removed": "Tag removed",
  "contact.tag_merged": "Tag merged",
  "conversation.created": "Conversation started",
  "conversation.groups_applied": "Groups applied",
  "conversation.prioritized": "Priority set",
  "conversation.routed": "Routed",
  "conversation.assigned": "Assigned",
  "conversation.status_changed": "Status changed",
  "conversation.tag_added": "Conversation tag added",
  "conversation.tag_removed": "Conversation tag removed",
  "conversation.tag_merged": "Conversation tag merged",
  "message.created": "Message",
  "segment.created": "Segment created",
  "segment.entered": "Entered segment",
  "segment.left": "Left segment",
  "tag.created": "Tag created",
  "tag.updated": "Tag updated",
  "tag.deleted": "Tag deleted",
  "tag.restored": "Tag restored",
  "tag.merged": "Tag merged",
  "tag.naming_changed": "Naming of tags changed",
} as const;

export type EventKind = keyof typeof eventKinds;
