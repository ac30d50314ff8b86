import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";

export type InboxFilter = {
  status: "open" | "closed" | "all";
  /** A queue's id, or every queue. */
  queue: number | null;
  /** Only what is assigned to this agent. */
  mine: boolean;
};

export const everythingOpen: InboxFilter = { status: "open", queue: null, mine: false };

/** The filter as the list call's query. */
export const filterQuery = (filter: InboxFilter) => ({
  status: filter.status,
  queue: filter.queue ?? undefined,
  assignee: filter.mine ? "me" : undefined,
});

/** The same filter for conversations that arrive live. */
export function passes(conversation: Conversation, filter: InboxFilter, agentId: number): boolean {
  if (filter.status !== "all" && conversation.status !== filter.status) return false;
  if (filter.queue !== null && conversation.queue?.id !== filter.queue) return false;
  return !filter.mine || conversation.assignee?.id === agentId;
}
