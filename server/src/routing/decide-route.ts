import type { DecisionReason } from "@tagalong/shared/contracts/conversation.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import type { RoutingAction } from "../database/schema.ts";
import { chooseQueue, type QueueRule } from "./choose-queue.ts";

export interface RoutingRule {
  name: string;
  action: RoutingAction;
  matches: (facts: Facts, now: Date) => boolean;
  /** The conditions that hold, in plain words. */
  why: (facts: Facts, now: Date) => string[];
}

export interface RoutingRules {
  /** Enabled rules, in order. */
  rules: readonly RoutingRule[];
  /** Queues with criteria, in order. */
  queues: readonly QueueRule[];
  fallback: Pick<QueueRule, "id" | "name" | "teamId"> | null;
}

export interface RouteDecision {
  queueId: number | null;
  teamId: number | null;
  assigneeId: number | null;
  reason: DecisionReason;
}

/**
 * Where a conversation goes (R2): routing rules first, then queues in order, then the general
 * fallback. What a rule gives straight to an agent or a team keeps the queue it would have been in,
 * when one's criteria match, for context. The reason is kept with the conversation (R5).
 */
export function decideRoute(routing: RoutingRules, facts: Facts, now: Date): RouteDecision {
  const rule = routing.rules.find((each) => each.matches(facts, now));
  if (rule) {
    const { action, name } = rule;
    const reason = { rule: name, why: rule.why(facts, now) };
    if ("queueId" in action) {
      const all = [...routing.queues, ...(routing.fallback ? [routing.fallback] : [])];
      const queue = all.find((each) => each.id === action.queueId);
      const teamId = queue?.teamId ?? null;
      return { queueId: action.queueId, teamId, assigneeId: null, reason };
    }
    const queue = chooseQueue(routing.queues, facts, now);
    const queueId = queue?.id ?? null;
    return "agentId" in action
      ? { queueId, teamId: queue?.teamId ?? null, assigneeId: action.agentId, reason }
      : { queueId, teamId: action.teamId, assigneeId: null, reason };
  }
  const queue = chooseQueue(routing.queues, facts, now);
  if (queue) {
    const reason = { rule: queue.name, why: queue.why(facts, now) };
    return { queueId: queue.id, teamId: queue.teamId, assigneeId: null, reason };
  }
  const reason = {
    rule: routing.fallback?.name ?? "No queue",
    why: ["No routing rule or queue matched."],
  };
  const { id = null, teamId = null } = routing.fallback ?? {};
  return { queueId: id, teamId, assigneeId: null, reason };
}
