import { describe, expect, it } from "vitest";
import { about, caseContext, caseNow, segment, tag, when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { explainCriteria } from "./explain.ts";
import type { Facts } from "./facts.ts";
import { reasonLines } from "./reason.ts";

const lines = (criteria: Criteria, facts: Facts) =>
  reasonLines(explainCriteria(criteria, caseContext, facts, caseNow));
const enterprise = when("contact.property.plan_tier", "equals", "enterprise");
const us = when("contact.country", "equals", "US");

describe("why criteria matched (S5)", () => {
  it("names the condition and keeps the value at the time", () => {
    const facts = about({ properties: { plan_tier: "Enterprise" } });
    const reason = explainCriteria({ all: [enterprise] }, caseContext, facts, caseNow);
    expect(reason).toEqual({
      matched: true,
      conditions: [
        {
          path: "all.0",
          field: "contact.property.plan_tier",
          operator: "equals",
          actual: "enterprise",
          text: 'Plan tier is "enterprise"',
          actualText: '"enterprise"',
          denied: false,
        },
      ],
    });
    expect(reasonLines(reason)).toEqual(['Plan tier is "enterprise"']);
  });

  it("names only those of an any that hold", () => {
    expect(lines({ any: [enterprise, us] }, about({ country: "us" }))).toEqual([
      "Country is United States",
    ]);
  });

  it("says not where a none asks that a condition fails", () => {
    expect(lines({ none: [us, { none: [when("contact.email", "isEmpty")] }] }, about())).toEqual([
      "not (Country is United States)",
      "Email is empty",
    ]);
  });

  it("calls tags and segments by their names, others by their ids", () => {
    const facts = about({ tags: [tag.enterprise], segments: [segment.vip] });
    expect(
      lines(
        {
          all: [
            when("contact.tags", "hasAnyOf", [tag.enterprise, tag.beta]),
            when("contact.segments", "hasAllOf", [segment.vip]),
          ],
        },
        facts,
      ),
    ).toEqual(['Tags include any of "enterprise", #3', 'Segments include "VIP"']);
  });

  it("keeps the live segments that hold beside the stored ones", () => {
    const facts = about({ tags: [tag.enterprise], segments: [segment.vip] });
    const criteria = { all: [when("contact.segments", "hasAnyOf", [segment.tagged])] };
    const { conditions } = explainCriteria(criteria, caseContext, facts, caseNow);
    expect(conditions[0]?.actual).toEqual([segment.tagged, segment.vip]);
  });
});

describe("why criteria did not match (S5)", () => {
  it("names the failing conditions of an all, with what was found", () => {
    const facts = about({ country: "us", properties: { plan_tier: "trial" } });
    expect(lines({ all: [enterprise, us] }, facts)).toEqual([
      'Plan tier is "enterprise": it is "trial"',
    ]);
  });

  it("names every condition of an any, and says empty", () => {
    const seen = when("contact.lastSeenAt", "inLastDays", 7);
    const facts = about({ lastSeenAt: new Date("2026-01-01") });
    expect(lines({ any: [enterprise, seen] }, facts)).toEqual([
      'Plan tier is "enterprise": it is empty',
      "Last seen in the last 7 days: it is 2026-01-01T00:00:00.000Z",
    ]);
  });

  it("names the condition that a none forbids", () => {
    expect(lines({ none: [enterprise, us] }, about({ country: "us" }))).toEqual([
      "not (Country is United States): it is United States",
    ]);
  });

  it("cuts a long text and a large set", () => {
    const tags = Array.from({ length: 80 }, (_, at) => 100 + at);
    const facts = about({ company: "👍".repeat(2_000), tags });
    const { conditions } = explainCriteria(
      { all: [when("contact.company", "equals", "x"), when("contact.tags", "hasAnyOf", [1])] },
      caseContext,
      facts,
      caseNow,
    );
    expect(conditions[0]?.actual).toHaveLength(500);
    expect(conditions[1]?.actual).toHaveLength(50);
  });
});
