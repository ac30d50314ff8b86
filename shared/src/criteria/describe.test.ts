import { expect, it } from "vitest";
import { caseContext, tag, when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { describeCriteria } from "./describe.ts";

const plan = when("contact.property.plan_tier", "equals", "enterprise");
const us = when("contact.country", "in", ["US", "CA"]);
const trial = when("contact.property.trial", "isYes");

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

it.each<[Criteria, string]>([
  [{ all: [plan] }, 'plan_tier equals "enterprise"'],
  [{ all: [plan, trial] }, 'plan_tier equals "enterprise" and trial is yes'],
  [{ any: [plan, trial] }, 'plan_tier equals "enterprise" or trial is yes'],
  [
    { all: [plan, { any: [us, trial] }] },
    'plan_tier equals "enterprise" and (country in "US", "CA" or trial is yes)',
  ],
  [{ none: [trial] }, "not (trial is yes)"],
  [{ none: [trial, plan] }, 'none of (trial is yes; plan_tier equals "enterprise")'],
  [{ all: [{ any: [{ all: [plan, trial] }] }] }, 'plan_tier equals "enterprise" and trial is yes'],
  [
    { all: [when("contact.tags", "hasAnyOf", [tag.hotLead, 99])] },
    'tags has any of "hot-lead", #99',
  ],
  [{ all: [when("contact.lastSeenAt", "moreThanDaysAgo", 90)] }, "last seen more than 90 days ago"],
  [{ all: [when("contact.property.seats", "between", [1, 5])] }, "seats between 1 and 5"],
  [{ all: [when("contact.createdAt", "before", "2026-01-01")] }, "created before 2026-01-01"],
  [{ all: [when("contact.property.gone", "equals", "x")] }, 'contact.property.gone equals "x"'],
  [{ all: [when("contact.email", "sounds like", "x")] }, "email sounds like"],
  [
    { all: [when("contact.owner", "in", range(1, 13))] },
    `owner in ${range(1, 10)
      .map((id) => `#${id}`)
      .join(", ")}, 3 more`,
  ],
  [
    { all: [when("contact.name", "equals", "👍".repeat(101))] },
    `name equals "${"👍".repeat(100)}…"`,
  ],
  [
    { all: [when("contact.name", "equals", "👍".repeat(100))] },
    `name equals "${"👍".repeat(100)}"`,
  ],
  [{ all: [] }, "everyone"],
  [{ any: [] }, "no one"],
  [{ none: [] }, "everyone"],
])("%j reads: %s", (criteria, sentence) => {
  expect(describeCriteria(criteria, caseContext)).toBe(sentence);
});
