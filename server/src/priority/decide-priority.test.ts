import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import { expect, test } from "vitest";
import { decidePriority, type PriorityRule } from "./decide-priority.ts";

const enterprise = 4;
const facts = (...segments: number[]): Facts => ({
  contact: { tags: [], segments, properties: {} },
});
const inSegment = (segment: number, priority: PriorityRule["priority"]): PriorityRule => ({
  name: `Segment ${segment} is ${priority}`,
  priority,
  matches: ({ contact }) => contact.segments.includes(segment),
  why: () => [`segments has any of ${segment}`],
});
const now = new Date("2026-01-02T00:00:00Z");

test("segment is Enterprise → high, and the conversation knows why (R3, R5)", () => {
  expect(decidePriority([inSegment(enterprise, "high")], facts(enterprise), now)).toEqual({
    priority: "high",
    reason: { rule: "Segment 4 is high", why: ["segments has any of 4"] },
  });
});

test("rules are tried in order and the first that matches decides", () => {
  const rules = [
    inSegment(9, "low"),
    inSegment(enterprise, "urgent"),
    inSegment(enterprise, "low"),
  ];
  expect(decidePriority(rules, facts(enterprise), now).priority).toBe("urgent");
});

test("without a matching rule the priority is normal", () => {
  const decision = decidePriority([inSegment(enterprise, "high")], facts(), now);
  expect(decision.priority).toBe("normal");
  expect(decision.reason.why).toEqual(["No priority rule matched."]);
});
