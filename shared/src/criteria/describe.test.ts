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
  [{ all: [plan] }, 'Plan tier is "enterprise"'],
  [{ all: [plan, trial] }, 'Plan tier is "enterprise" and Trial is yes'],
  [{ any: [plan, trial] }, 'Plan tier is "enterprise" or Trial is yes'],
  [
    { all: [plan, { any: [us, trial] }] },
    'Plan tier is "enterprise" and (Country is one of United States, Canada or Trial is yes)',
  ],
  [{ none: [trial] }, "not (Trial is yes)"],
  [{ none: [trial, plan] }, 'none of (Trial is yes; Plan tier is "enterprise")'],
  [{ all: [{ any: [{ all: [plan, trial] }] }] }, 'Plan tier is "enterprise" and Trial is yes'],
  [
    { all: [when("contact.tags", "hasAnyOf", [tag.hotLead, 99])] },
    'Tags include any of "hot-lead", #99',
  ],
  [{ all: [when("contact.lastSeenAt", "moreThanDaysAgo", 90)] }, "Last seen more than 90 days ago"],
  [{ all: [when("contact.property.seats", "between", [1, 5])] }, "Seats is between 1 and 5"],
  [{ all: [when("contact.createdAt", "before", "2026-01-01")] }, "Created before 2026-01-01"],
  [{ all: [when("contact.property.gone", "equals", "x")] }, 'contact.property.gone is "x"'],
  [{ all: [when("contact.email", "sounds like", "x")] }, "Email sounds like"],
  [
    { all: [when("contact.owner", "in", range(1, 13))] },
    `Owner is one of ${range(1, 10)
      .map((id) => `#${id}`)
      .join(", ")}, 3 more`,
  ],
  [{ all: [when("contact.name", "equals", "👍".repeat(101))] }, `Name is "${"👍".repeat(100)}…"`],
  [{ all: [when("contact.name", "equals", "👍".repeat(100))] }, `Name is "${"👍".repeat(100)}"`],
  [{ all: [] }, "everyone"],
  [{ any: [] }, "no one"],
  [{ none: [] }, "everyone"],
])("%j reads: %s", (criteria, sentence) => {
  expect(describeCriteria(criteria, caseContext)).toBe(sentence);
});

it.each<[Criteria, string]>([
  [{ all: [when("contact.country", "notIn", ["US"])] }, "Country is not United States"],
  [{ all: [when("contact.country", "equals", "Atlantis")] }, 'Country is "Atlantis"'],
  [{ all: [when("contact.tags", "hasNoneOf", [tag.hotLead])] }, 'Tags do not include "hot-lead"'],
  [{ all: [when("contact.tags", "isEmpty")] }, "Tags are empty"],
  [{ all: [when("contact.email", "isNotEmpty")] }, "Email is not empty"],
  [{ all: [when("contact.property.seats", "atLeast", 5)] }, "Seats is at least 5"],
])("%j is said with a verb: %s", (criteria, sentence) => {
  expect(describeCriteria(criteria, caseContext)).toBe(sentence);
});
