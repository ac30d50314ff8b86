import { describe, expect, it } from "vitest";
import { caseContext, caseProperties, segment, tag, when } from "./cases/case.ts";
import { checkCriteria, flagCriteria } from "./check.ts";
import type { CheckOptions } from "./check.ts";
import type { Condition } from "./criteria.ts";

const both: CheckOptions = { properties: caseProperties, subject: "conversation" };
const check = (condition: Condition, options = both) =>
  checkCriteria({ any: [when("contact.email", "isEmpty"), condition] }, options);

describe("criteria that may be saved", () => {
  it.each([
    when("contact.email", "endsWith", "@acme.test"),
    when("contact.country", "in", ["US", "DE"]),
    when("contact.property.seats", "between", [1, 50]),
    when("contact.property.seats", "between", [5, 5]),
    when("contact.property.trial", "isNo"),
    when("contact.property.renewal", "inNextDays", 30),
    when("contact.property.region", "equals", "eu"),
    when("contact.createdAt", "between", ["2026-01-01", "2026-12-31T23:59:59Z"]),
    when("contact.tags", "hasAllOf", [1, 2]),
    when("contact.segments", "hasNoneOf", [1]),
    when("contact.owner", "equals", 3),
    when("conversation.status", "notIn", ["closed", "snoozed"]),
    when("conversation.queue", "isEmpty"),
  ])("$field $operator $value", (condition) => {
    const criteria = { any: [when("contact.email", "isEmpty"), condition] };
    expect(check(condition)).toEqual({ ok: criteria });
  });
});

describe("criteria that are refused, with the path", () => {
  it.each<[Condition, string, string]>([
    [when("contact.shoeSize", "equals", 5), "unknown_field", "field"],
    [when("contact.property.gone", "isEmpty"), "unknown_field", "field"],
    [when("email", "isEmpty"), "unknown_field", "field"],
    [when("__proto__", "isEmpty"), "unknown_field", "field"],
    [when("contact.property.__proto__", "isEmpty"), "unknown_field", "field"],
    [when("contact.email", "matches", ".*"), "unknown_operator", "operator"],
    [when("contact.email", "constructor", "x"), "unknown_operator", "operator"],
    [when("contact.email", "greaterThan", 1), "operator_not_for_kind", "operator"],
    [when("contact.createdAt", "equals", "2026-01-01"), "operator_not_for_kind", "operator"],
    [when("contact.tags", "equals", 1), "operator_not_for_kind", "operator"],
    [when("conversation.status", "contains", "open"), "operator_not_for_kind", "operator"],
    [when("contact.email", "equals", 5), "wrong_value", "value"],
    [when("contact.email", "equals"), "wrong_value", "value"],
    [when("contact.email", "equals", "  "), "wrong_value", "value"],
    [when("contact.email", "equals", "a\0"), "wrong_value", "value"],
    [when("contact.email", "equals", "\uDC00"), "wrong_value", "value"],
    [when("contact.email", "isEmpty", "x"), "wrong_value", "value"],
    [when("contact.email", "in", "x"), "wrong_value", "value"],
    [when("contact.email", "in", []), "wrong_value", "value"],
    [when("contact.email", "in", ["a", 5]), "wrong_value", "value.1"],
    [when("contact.property.seats", "equals", "5"), "wrong_value", "value"],
    [when("contact.property.seats", "between", [1]), "wrong_value", "value"],
    [when("contact.property.seats", "between", [2, 1]), "wrong_value", "value"],
    [when("contact.property.trial", "isYes", true), "wrong_value", "value"],
    [when("contact.createdAt", "before", "soon"), "wrong_value", "value"],
    [when("contact.createdAt", "before", 5), "wrong_value", "value"],
    [when("contact.createdAt", "between", ["2026-01-01", "x"]), "wrong_value", "value.1"],
    [when("contact.createdAt", "inLastDays", 0), "wrong_value", "value"],
    [when("contact.createdAt", "inLastDays", 1.5), "wrong_value", "value"],
    [when("contact.createdAt", "inLastDays", 36_501), "wrong_value", "value"],
    [when("contact.tags", "hasAnyOf", ["enterprise"]), "wrong_value", "value.0"],
    [when("contact.tags", "hasAnyOf", [1, -1]), "wrong_value", "value.1"],
    [when("contact.tags", "hasAnyOf", [2 ** 53]), "wrong_value", "value.0"],
    [when("contact.tags", "hasAnyOf", []), "wrong_value", "value"],
    [when("contact.owner", "equals", "3"), "wrong_value", "value"],
    [when("conversation.status", "equals", "waiting"), "unknown_choice", "value"],
    [when("contact.property.region", "in", ["EU", "MARS"]), "unknown_choice", "value.1"],
  ])("%j: %s", (condition, code, path) => {
    const { errors } = check(condition);
    expect(errors).toMatchObject([{ code, path: `any.1.${path}` }]);
    expect(errors?.[0]?.message).toMatch(/\.$/);
  });

  it("keeps conversation fields out of a segment's criteria (criteria, Fields)", () => {
    const condition = when("conversation.topic", "equals", "billing");
    expect(check(condition, { ...both, subject: "contact" }).errors).toMatchObject([
      { code: "field_not_here", path: "any.1.field" },
    ]);
  });

  it("refuses ids that the organization does not have (meaning 7)", () => {
    const known = {
      tags: new Set([1]),
      segments: new Set([1]),
      queues: new Set([1]),
      teams: new Set([1]),
      agents: new Set([1]),
    };
    for (const [field, operator, value, path] of [
      ["contact.tags", "hasAnyOf", [1, 99], "value.1"],
      ["conversation.tags", "hasNoneOf", [99], "value.0"],
      ["contact.segments", "hasAllOf", [99], "value.0"],
      ["contact.owner", "equals", 99, "value"],
      ["conversation.queue", "in", [99, 1], "value.0"],
      ["conversation.team", "notEquals", 99, "value"],
      ["conversation.assignee", "notIn", [99], "value.0"],
    ] as const) {
      const value99 = when(field, operator, typeof value === "number" ? value : [...value]);
      expect(check(value99).errors, field).toBeUndefined();
      expect(check(value99, { ...both, known }).errors, field).toMatchObject([
        { code: "unknown_reference", path: `any.1.${path}` },
      ]);
    }
  });

  it("asks for a condition unless the caller allows none", () => {
    for (const empty of [{ all: [] }, { any: [{ none: [] }] }]) {
      expect(checkCriteria(empty, both).errors).toMatchObject([{ code: "no_conditions" }]);
      expect(checkCriteria(empty, { ...both, allowEmpty: true })).toEqual({ ok: empty });
    }
  });

  it("never throws, whatever JSON it is given", () => {
    for (const text of [
      "null",
      "1",
      '"x"',
      "[]",
      "{}",
      '{"all":{}}',
      `${"[".repeat(9_000)}${"]".repeat(9_000)}`,
    ]) {
      expect(checkCriteria(JSON.parse(text), both).errors).not.toHaveLength(0);
    }
  });
});

describe("flags (meaning 5)", () => {
  it("names the deleted tags and segments and the fields that are gone", () => {
    const criteria = {
      all: [
        when("contact.tags", "hasAnyOf", [tag.enterprise, tag.deleted]),
        { none: [when("contact.segments", "hasAnyOf", [segment.deleted])] },
        when("contact.property.gone", "isEmpty"),
        when("contact.owner", "equals", tag.deleted),
      ],
    };
    expect(flagCriteria(criteria, caseContext)).toMatchObject([
      { path: "all.0", code: "deleted_tag", message: "The tag “#90” was deleted." },
      { path: "all.1.none.0", code: "deleted_segment" },
      { path: "all.2", code: "missing_field" },
    ]);
  });
});
