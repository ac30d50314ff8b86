import type { Criteria } from "../criteria.ts";
import { about, row, tag, when } from "./case.ts";
import type { CriteriaCase } from "./case.ts";

const us = when("contact.country", "equals", "US");
const acme = when("contact.company", "equals", "Acme");
const tree = (name: string, criteria: Criteria, expected: boolean): CriteriaCase => ({
  name,
  criteria,
  facts: about({ country: "US" }),
  expected,
});

/** The story's rules (S9) and every way of joining, with an empty company that no condition knows of. */
export const treeCases: CriteriaCase[] = [
  tree("an empty all matches everything", { all: [] }, true),
  tree("an empty any matches nothing", { any: [] }, false),
  tree("an empty none matches everything", { none: [] }, true),
  tree("all holds when each does", { all: [us] }, true),
  tree("all fails when one does", { all: [us, acme] }, false),
  tree("any holds when one does", { any: [acme, us] }, true),
  tree("any fails when none does", { any: [acme] }, false),
  tree("none holds when none does", { none: [acme] }, true),
  tree("none fails when one does", { none: [acme, us] }, false),
  tree("meaning 3: none of a test on an empty field holds", { none: [acme] }, true),
  tree("none of none is any", { none: [{ none: [acme, us] }] }, true),
  tree("none of none of nothing that holds", { none: [{ none: [acme] }] }, false),
  tree("none over all", { none: [{ all: [us, acme] }] }, true),
  tree("all over any over none", { all: [{ any: [acme, { none: [acme] }] }] }, true),
  tree(
    "meaning 3: a doubly denied condition on an empty field",
    { none: [{ all: [us, when("contact.company", "notEquals", "Acme")] }] },
    false,
  ),
  tree(
    "eight groups inside each other",
    { all: [{ any: [{ all: [{ any: [{ all: [{ any: [{ all: [{ any: [us] }] }] }] }] }] }] }] },
    true,
  ),
  {
    name: "S9: country is US and tag enterprise",
    criteria: { all: [us, when("contact.tags", "hasAnyOf", [tag.enterprise])] },
    facts: about({ country: "us", tags: [tag.enterprise] }),
    expected: true,
  },
  {
    name: "S9: no activity in 90 days, never seen included",
    criteria: {
      any: [
        when("contact.lastSeenAt", "moreThanDaysAgo", 90),
        when("contact.lastSeenAt", "isEmpty"),
      ],
    },
    facts: about(),
    expected: true,
  },
];

const never = [
  row(
    "meaning 8: a number is no text",
    when("contact.company", "equals", 5),
    about({ company: "5" }),
    false,
  ),
  row(
    "meaning 8: a text is no number",
    when("contact.property.seats", "equals", "5"),
    about({ properties: { seats: 5 } }),
    false,
  ),
  row(
    "meaning 8: yes is no text",
    when("contact.company", "equals", true),
    about({ company: "true" }),
    false,
  ),
  row(
    "meaning 8: a list is no text",
    when("contact.company", "equals", ["a"]),
    about({ company: "a" }),
    false,
  ),
  row(
    "meaning 8: a text is no list",
    when("contact.company", "in", "a"),
    about({ company: "a" }),
    false,
  ),
  row(
    "meaning 8: no value where one is needed",
    when("contact.company", "equals"),
    about({ company: "a" }),
    false,
  ),
  row(
    "meaning 8: a blank value is no value",
    when("contact.company", "contains", " "),
    about({ company: "a" }),
    false,
  ),
  row(
    "meaning 8: a value where none is needed",
    when("contact.company", "isEmpty", "x"),
    about(),
    false,
  ),
  row(
    "meaning 8: an id is whole",
    when("contact.tags", "hasAnyOf", [1.5]),
    about({ tags: [1] }),
    false,
  ),
  row(
    "meaning 8: an id fits the database",
    when("contact.tags", "hasAnyOf", [3e9]),
    about({ tags: [1] }),
    false,
  ),
  row(
    "meaning 8: a range in order",
    when("contact.property.seats", "between", [3, 1]),
    about({ properties: { seats: 2 } }),
    false,
  ),
  row(
    "meaning 8: a day that exists",
    when("contact.createdAt", "before", "2026-02-30"),
    about({ createdAt: new Date(0) }),
    false,
  ),
  row(
    "meaning 8: a NUL cannot be in a text",
    when("contact.company", "contains", "a\u0000"),
    about({ company: "a" }),
    false,
  ),
  row(
    "meaning 8: a lone surrogate cannot be in a text",
    when("contact.company", "contains", "\uD800"),
    about({ company: "\uFFFD" }),
    false,
  ),
  row(
    "meaning 8: an operator of another kind",
    when("contact.company", "greaterThan", 1),
    about({ company: "5" }),
    false,
  ),
  row(
    "an operator that never was",
    when("contact.company", "sounds like", "a"),
    about({ company: "a" }),
    false,
  ),
  row(
    "an operator named like an object's own",
    when("contact.company", "constructor", "a"),
    about({ company: "a" }),
    false,
  ),
];

/** Criteria that a check would refuse, or that outlived what they name: never an error, in memory or SQL. */
export const brokenCases: CriteriaCase[] = [
  ...never,
  row(
    "a misfit's complement matches everybody",
    when("contact.company", "notEquals", 5),
    about({ company: "5" }),
    true,
  ),
  row(
    "a misfit's complement matches the empty too",
    when("contact.property.seats", "notIn", ["5"]),
    about(),
    true,
  ),
  row(
    "a property that is gone reads as empty",
    when("contact.property.gone", "isEmpty"),
    about({ properties: { gone: "x" } }),
    true,
  ),
  row(
    "a property that is gone is not not empty",
    when("contact.property.gone", "isNotEmpty"),
    about({ properties: { gone: "x" } }),
    false,
  ),
  row(
    "a property that is gone equals nothing",
    when("contact.property.gone", "equals", "x"),
    about({ properties: { gone: "x" } }),
    false,
  ),
  row(
    "a property that is gone does not equal anything",
    when("contact.property.gone", "notEquals", "x"),
    about({ properties: { gone: "x" } }),
    true,
  ),
  row(
    "a property that never could be",
    when("contact.property.__proto__", "isEmpty"),
    about(),
    true,
  ),
  row("a field that never was", when("__proto__", "isNotEmpty"), about(), false),
  row(
    "conversation fields are empty to contact criteria",
    when("conversation.topic", "isEmpty"),
    about({}, { topic: "billing" }),
    true,
    { subject: "contact" },
  ),
];
