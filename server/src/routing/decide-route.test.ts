import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import { expect, test } from "vitest";
import type { RoutingAction } from "../database/schema.ts";
import { decideRoute, type RoutingRules } from "./decide-route.ts";

const now = new Date("2026-01-02T00:00:00Z");
const [vipSegment, enterpriseTag, seniorAgent, vipQueue, generalQueue, vipTeam] = [
  1, 2, 3, 4, 5, 6,
];

const facts = (about: { segments?: number[]; tags?: number[] } = {}): Facts => ({
  contact: { tags: about.tags ?? [], segments: about.segments ?? [], properties: {} },
});

const tagged = (tag: number, action: RoutingAction) => ({
  name: "Enterprise to the senior agent",
  action,
  matches: ({ contact }: Facts) => contact.tags.includes(tag),
  why: () => ["tags has any of enterprise"],
});

const routing = (action: RoutingAction = { agentId: seniorAgent }): RoutingRules => ({
  rules: [tagged(enterpriseTag, action)],
  queues: [
    {
      id: vipQueue,
      name: "VIP Support",
      teamId: vipTeam,
      matches: ({ contact }) => contact.segments.includes(vipSegment),
      why: () => ["segments has any of VIP"],
    },
  ],
  fallback: { id: generalQueue, name: "General support", teamId: null },
});

test("a contact tagged enterprise goes straight to the senior agent (R2)", () => {
  expect(decideRoute(routing(), facts({ tags: [enterpriseTag] }), now)).toEqual({
    queueId: null,
    teamId: null,
    assigneeId: seniorAgent,
    reason: { rule: "Enterprise to the senior agent", why: ["tags has any of enterprise"] },
  });
});

test("a direct assignment keeps the queue that matches, for context", () => {
  const both = facts({ tags: [enterpriseTag], segments: [vipSegment] });
  expect(decideRoute(routing(), both, now)).toMatchObject({
    queueId: vipQueue,
    teamId: vipTeam,
    assigneeId: seniorAgent,
  });
});

test("a rule may give a conversation to a team, or put it in a queue", () => {
  const tags = facts({ tags: [enterpriseTag] });
  expect(decideRoute(routing({ teamId: 9 }), tags, now)).toMatchObject({
    queueId: null,
    teamId: 9,
    assigneeId: null,
  });
  expect(decideRoute(routing({ queueId: vipQueue }), tags, now)).toMatchObject({
    queueId: vipQueue,
    teamId: vipTeam,
    assigneeId: null,
  });
});

test("a VIP reaches the first queue that matches, and knows why (R5)", () => {
  expect(decideRoute(routing(), facts({ segments: [vipSegment] }), now)).toEqual({
    queueId: vipQueue,
    teamId: vipTeam,
    assigneeId: null,
    reason: { rule: "VIP Support", why: ["segments has any of VIP"] },
  });
});

test("everyone else goes to the general fallback", () => {
  expect(decideRoute(routing(), facts(), now)).toEqual({
    queueId: generalQueue,
    teamId: null,
    assigneeId: null,
    reason: { rule: "General support", why: ["No routing rule or queue matched."] },
  });
});

test("an organization without queues still takes the conversation", () => {
  const none = { rules: [], queues: [], fallback: null };
  expect(decideRoute(none, facts(), now)).toMatchObject({ queueId: null, assigneeId: null });
});
