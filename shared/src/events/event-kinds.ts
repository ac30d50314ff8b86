/** Every kind of row in the event log: what a timeline says of it. */
export const eventKinds = {
  "contact.created": "Contact created",
  "contact.updated": "Contact updated",
  "contact.tag_added": "Tag added",
  "contact.tag_removed": "Tag removed",
  "conversation.created": "Conversation started",
  "conversation.groups_applied": "Groups applied",
  "conversation.prioritized": "Priority set",
  "conversation.routed": "Routed",
  "conversation.assigned": "Assigned",
  "conversation.status_changed": "Status changed",
  "conversation.tag_added": "Conversation tag added",
  "conversation.tag_removed": "Conversation tag removed",
  "message.created": "Message",
  "segment.created": "Segment created",
  "segment.entered": "Entered segment",
  "segment.left": "Left segment",
  "tag.created": "Tag created",
} as const;

export type EventKind = keyof typeof eventKinds;
