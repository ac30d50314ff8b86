import type { DecisionReason } from "@tagalong/shared/contracts/conversation.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import type { Priority } from "@tagalong/shared/priority/priorities.ts";

export interface PriorityRule {
  name: string;
  priority: Priority;
  matches: (facts: Facts, now: Date) => boolean;
  /** The conditions that hold, in plain words. */
  why: (facts: Facts, now: Date) => string[];
}

export interface PriorityDecision {
  priority: Priority;
  reason: DecisionReason;
}

const usual: PriorityDecision = {
  priority: "normal",
  reason: { rule: "Default", why: ["No priority rule matched."] },
};

/** The first rule that matches decides (R3); the reason is kept with the conversation (R5). */
export function decidePriority(
  rules: readonly PriorityRule[],
  facts: Facts,
  now: Date,
): PriorityDecision {
  const rule = rules.find((each) => each.matches(facts, now));
  if (!rule) return usual;
  return { priority: rule.priority, reason: { rule: rule.name, why: rule.why(facts, now) } };
}
