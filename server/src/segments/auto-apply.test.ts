import type { ContactFacts } from "@tagalong/shared/criteria/facts.ts";
import { expect, test } from "vitest";
import { decideAutoApply } from "./auto-apply.ts";
import { compileRules } from "./organization-rules.ts";
import type { RuleRows } from "./read-rule-rows.ts";
import { resolveGroups } from "./resolve-groups.ts";

const now = new Date("2026-01-02T00:00:00Z");
const nobody = new Set<number>();

type SegmentSpec = Partial<RuleRows["segments"][number]> & { id: number };

function rulesOf(segments: SegmentSpec[], requireSigned = false) {
  return compileRules({
    organization: { rules_version: 1, require_signed_context: requireSigned },
    properties: [
      {
        organization_id: 1,
        key: "plan_tier",
        label: "Plan",
        kind: "text",
        choices: [],
        writers: ["agent"],
        position: 0,
        deleted_at: null,
      },
    ],
    tags: [],
    segments: segments.map((segment) => ({
      name: `Segment ${segment.id}`,
      refresh: "on_conversation",
      criteria: null,
      requires_signed_context: false,
      deleted_at: null,
      ...segment,
    })),
    queues: [],
    routing: [],
    priorities: [],
    teams: [],
    agents: [],
  });
}

const onPlan = (plan: string) => ({
  all: [{ field: "contact.property.plan_tier", operator: "equals", value: plan }],
});
const inSegments = (operator: string, ...value: number[]) => ({
  all: [{ field: "contact.segments", operator, value }],
});
const contact = (plan: string, segments: number[] = []): ContactFacts => ({
  tags: [],
  segments,
  properties: { plan_tier: plan },
});

function enteredIds(segments: SegmentSpec[], facts: ContactFacts, excluded = nobody): number[] {
  const entered = decideAutoApply(rulesOf(segments), { contact: facts }, excluded, now);
  return entered.map(({ segmentId }) => segmentId);
}

test("a new conversation's contact enters what it matches, and knows why (S1, S5)", () => {
  const rules = rulesOf([
    { id: 1, criteria: onPlan("enterprise") },
    { id: 2, criteria: onPlan("trial") },
  ]);
  const entered = decideAutoApply(rules, { contact: contact("enterprise") }, nobody, now);
  expect(entered).toMatchObject([{ segmentId: 1, name: "Segment 1", reason: { matched: true } }]);
  expect(entered[0]?.reason.conditions).toMatchObject([
    { text: 'Plan is "enterprise"', actual: "enterprise" },
  ]);
});

test("only segments that refresh on conversation are applied (S1)", () => {
  const criteria = onPlan("enterprise");
  const others: SegmentSpec[] = [
    { id: 1, criteria, refresh: "manual" },
    { id: 2, criteria, refresh: "on_sync" },
    { id: 3, criteria, refresh: "live" },
    { id: 4, criteria, deleted_at: now },
  ];
  expect(enteredIds(others, contact("enterprise"))).toEqual([]);
});

test("whom a person removed stays out (S2)", () => {
  const segments = [{ id: 1, criteria: onPlan("enterprise") }];
  expect(enteredIds(segments, contact("enterprise"), new Set([1]))).toEqual([]);
});

test("a member does not enter a second time", () => {
  const segments = [{ id: 1, criteria: onPlan("enterprise") }];
  expect(enteredIds(segments, contact("enterprise", [1]))).toEqual([]);
});

test("a segment that refers to another sees who entered that one just now, in any order", () => {
  const segments = [
    { id: 1, criteria: inSegments("hasAnyOf", 2) },
    { id: 2, criteria: inSegments("hasAllOf", 3) },
    { id: 3, criteria: onPlan("enterprise") },
  ];
  expect(enteredIds(segments, contact("enterprise"))).toEqual([3, 2, 1]);
});

test("“in none of” is asked after the segment that it excludes", () => {
  const segments = [
    { id: 1, criteria: inSegments("hasNoneOf", 2) },
    { id: 2, criteria: onPlan("enterprise") },
  ];
  expect(enteredIds(segments, contact("enterprise"))).toEqual([2]);
  expect(enteredIds(segments, contact("trial"))).toEqual([1]);
});

test("a reference through a live segment counts as well", () => {
  const segments: SegmentSpec[] = [
    { id: 1, criteria: inSegments("hasAnyOf", 2) },
    { id: 2, criteria: inSegments("hasAnyOf", 3), refresh: "live" },
    { id: 3, criteria: onPlan("enterprise") },
  ];
  expect(enteredIds(segments, contact("enterprise"))).toEqual([3, 1]);
});

test("an exclusion is no membership to those who refer to it", () => {
  const segments = [
    { id: 1, criteria: inSegments("hasAnyOf", 2) },
    { id: 2, criteria: onPlan("enterprise") },
  ];
  expect(enteredIds(segments, contact("enterprise"), new Set([2]))).toEqual([]);
});

test("a stored circle, which saving refuses, ends all the same", () => {
  const segments = [
    { id: 1, criteria: inSegments("hasAnyOf", 2) },
    { id: 2, criteria: inSegments("hasAnyOf", 1) },
    { id: 3, criteria: onPlan("enterprise") },
  ];
  expect(enteredIds(segments, contact("enterprise"))).toEqual([3]);
});

test("a group's name that is a segment is applied, once, signed if it is signed anywhere (S7)", () => {
  const rules = rulesOf([{ id: 7, name: "VIP", refresh: "manual" }]);
  const groups = { signed: ["VIP"], unsigned: ["VIP", "VIP", "vip", "constructor"] };
  expect(resolveGroups(rules, groups)).toEqual({
    applied: [{ segmentId: 7, name: "VIP", trusted: true }],
    unknown: ["vip", "constructor"],
  });
});

test("a deleted segment's name is unknown (S7)", () => {
  const rules = rulesOf([{ id: 7, name: "VIP", refresh: "manual", deleted_at: now }]);
  const groups = { signed: [], unsigned: ["VIP"] };
  expect(resolveGroups(rules, groups)).toEqual({ applied: [], unknown: ["VIP"] });
});
