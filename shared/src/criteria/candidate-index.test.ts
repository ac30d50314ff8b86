import { describe, expect, it } from "vitest";
import { buildCandidateIndex } from "./candidate-index.ts";
import { criteriaCases } from "./cases.ts";
import { about, caseContext, caseNow, segment, tag, when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { compileCriteria } from "./match.ts";

const rule = (name: string, criteria: Criteria) => ({ name, criteria });
const names = (rules: { name: string }[]) => rules.map((one) => one.name);

const rules = [
  rule("enterprise", { all: [when("contact.property.plan_tier", "equals", "enterprise")] }),
  rule("europe", { all: [when("contact.country", "in", ["DE", "FR"])] }),
  rule("tagged", {
    any: [when("contact.tags", "hasAnyOf", [tag.beta]), when("contact.name", "equals", "Jo")],
  }),
  rule("not us", { none: [when("contact.country", "equals", "US")] }),
  rule("nobody", { any: [] }),
  rule("both", {
    all: [
      when("contact.country", "equals", "DE"),
      when("contact.tags", "hasAllOf", [tag.beta, tag.hotLead]),
    ],
  }),
  rule("live", { all: [when("contact.segments", "hasAnyOf", [segment.tagged])] }),
  rule("vip", { all: [when("contact.segments", "hasAnyOf", [segment.vip])] }),
];
const index = buildCandidateIndex(rules, caseContext);

describe("the index of candidates", () => {
  it("looks only at rules whose value the contact holds, and at those without one", () => {
    expect(names(index.candidates(about(), caseNow))).toEqual(["not us", "live"]);
    const german = about({ country: "DE", tags: [tag.beta], segments: [segment.vip] });
    // "both" is told apart by its rarer value, a tag; "nobody" is never looked at.
    expect(names(index.candidates(german, caseNow))).toEqual([
      "europe",
      "tagged",
      "not us",
      "both",
      "live",
      "vip",
    ]);
  });

  it("tests what it finds, once each and in the given order", () => {
    const german = about({ country: "DE", name: "jo", tags: [tag.beta, tag.enterprise] });
    expect(names(index.matching(german, caseNow))).toEqual(["europe", "tagged", "not us", "live"]);
  });

  it("finds the segments that the conversation's context names (meaning 6)", () => {
    const named = about({}, { contextSegments: [{ segment: segment.vip, trusted: false }] });
    expect(names(index.matching(named, caseNow))).toContain("vip");
    expect(names(index.candidates(about(), caseNow))).not.toContain("vip");
  });

  it("answers as plain evaluation does, all cases' rules against all cases' facts", () => {
    const mine = criteriaCases.filter((one) => !one.context);
    const all = buildCandidateIndex(mine, caseContext);
    const tests = mine.map((one) => compileCriteria(one.criteria, caseContext));
    for (const { facts } of mine) {
      const plain = mine.filter((_, at) => tests[at]?.(facts, caseNow));
      expect(all.matching(facts, caseNow)).toEqual(plain);
      expect(all.candidates(facts, caseNow).length).toBeLessThan(mine.length);
    }
  });

  it("answers an index without rules", () => {
    expect(buildCandidateIndex([], caseContext).matching(about(), caseNow)).toEqual([]);
  });
});
