import { expect, test } from "vitest";
import { describeEvent } from "./describe-event.ts";

const reason = {
  matched: true,
  conditions: [
    {
      path: "all.0",
      field: "contact.property.plan_tier",
      operator: "equals",
      value: "enterprise",
      actual: "enterprise",
      text: 'Plan tier is "enterprise"',
      actualText: '"enterprise"',
      denied: false,
    },
  ],
};

test.each([
  ["contact.tag_added", { tag: { id: 7, name: "vip" } }, "vip"],
  ["conversation.tag_removed", { tag: { id: 7, name: "refund" } }, "refund"],
  ["segment.entered", { name: "Enterprise", reason }, 'Enterprise: Plan tier is "enterprise"'],
  ["segment.left", { name: "Enterprise", reason: null }, "Enterprise"],
  [
    "contact.updated",
    {
      before: { name: "Ann", phone: "1", "properties.plan_tier": null },
      after: { name: "Anna", phone: null, "properties.plan_tier": "trial" },
    },
    "Name: Ann → Anna, Phone removed, Plan tier: trial",
  ],
  [
    "contact.updated",
    {
      before: { owner_id: 1, owner: "Kim", country: "DE", verified: false, "properties.x1": null },
      after: { owner_id: 2, owner: "Ann", country: "FR", verified: true, "properties.x1": true },
      labels: { x1: "Newsletter" },
    },
    "Owner: Kim → Ann, Country: Germany → France, Identity verified, Newsletter: yes",
  ],
  [
    "contact.updated",
    {
      before: { "properties.renews_at": "2026-01-31", "properties.seats": 5 },
      after: { "properties.renews_at": null, "properties.seats": 0 },
      labels: { renews_at: "Renews", seats: "Seats" },
    },
    "Renews removed, Seats: 5 → 0",
  ],
  ["contact.created", { after: { name: "Ann", email: "ann@shop.example" } }, "Ann"],
  ["contact.created", { after: { phone: "+4915112345" } }, "+4915112345"],
  ["contact.created", {}, ""],
  ["contact.updated", { joined: 12 }, "earlier visits joined"],
  ["conversation.created", { channel: "widget", topic: "billing" }, "widget, billing"],
  [
    "conversation.groups_applied",
    { applied: [{ name: "VIP", trusted: false }], unknown: ["Gold"] },
    "VIP (self-declared), Gold (unknown)",
  ],
  [
    "conversation.prioritized",
    { to: "high", reason: { rule: "Enterprise is high", why: [] } },
    "high: Enterprise is high",
  ],
  ["conversation.prioritized", { from: "low", to: "urgent" }, "low → urgent"],
  [
    "conversation.routed",
    { queue: "VIP Support", team: "VIP", reason: { rule: "VIP Support", why: [] } },
    "VIP Support",
  ],
  ["conversation.assigned", { from: null, to: { agentId: 1, name: "Kim" } }, "Kim"],
  ["conversation.assigned", { from: { agentId: 1, name: "Kim" }, to: null }, "Kim → nobody"],
  ["conversation.status_changed", { from: "open", to: "closed" }, "open → closed"],
] as const)("%s is told in plain words", (kind, data, told) => {
  expect(describeEvent(kind, data)).toBe(told);
});

test("data of another form says nothing, and breaks nothing", () => {
  expect(describeEvent("contact.tag_added", { tagId: 7 })).toBe("");
  expect(describeEvent("segment.entered", null)).toBe("");
  expect(describeEvent("contact.created", { after: {} })).toBe("");
});
