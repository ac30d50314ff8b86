import type { NewEvent } from "../events/record-event.ts";
import { enteredEvents } from "../segments/enter-segments.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import type { StartDecision } from "./decide-start.ts";
import type { NewConversation } from "./queries/insert-conversation.ts";

/** What a started conversation adds to the one history, in the order in which it happened (V1). */
export function startEvents(
  conversation: NewConversation,
  { groups, entered, priority, route }: StartDecision,
  rules: OrganizationRules,
): NewEvent[] {
  const { id, contactId, visitorId, channel, topic } = conversation;
  const about = { subject: { type: "conversation", id }, contactId, conversationId: id };
  const byVisitor = { ...about, actor: { type: "visitor", id: visitorId } } as const;
  const bySystem = { ...about, actor: { type: "system" } } as const;
  const names = rules.conversations.names;
  const nameOf = (kind: "queues" | "teams" | "agents", named: number | null) =>
    named === null ? null : (names?.[kind]?.get(named) ?? null);
  const events: NewEvent[] = [
    { ...byVisitor, kind: "conversation.created", data: { channel, topic: topic ?? null } },
  ];
  if (groups.applied.length > 0 || groups.unknown.length > 0) {
    const { applied, unknown } = groups;
    events.push({ ...byVisitor, kind: "conversation.groups_applied", data: { applied, unknown } });
  }
  events.push(...enteredEvents(contactId, id, entered), {
    ...bySystem,
    kind: "conversation.prioritized",
    data: { to: priority.priority, reason: priority.reason },
  });
  const routed = {
    queueId: route.queueId,
    queue: nameOf("queues", route.queueId),
    teamId: route.teamId,
    team: nameOf("teams", route.teamId),
    reason: route.reason,
  };
  events.push({ ...bySystem, kind: "conversation.routed", data: routed });
  if (route.assigneeId !== null) {
    const to = { agentId: route.assigneeId, name: nameOf("agents", route.assigneeId) };
    const data = { from: null, to, reason: route.reason };
    events.push({ ...bySystem, kind: "conversation.assigned", data });
  }
  events.push({ ...byVisitor, kind: "message.created", sequence: 1 });
  return events;
}
