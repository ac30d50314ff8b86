import { describe, expect, it } from "vitest";
import { criteriaCases } from "./cases.ts";
import { caseProperties } from "./cases/case.ts";
import { kinds } from "./kinds.ts";
import { describeLanguage } from "./language.ts";
import { operators, operatorsFor } from "./operators.ts";
import { conditionsOf } from "./references.ts";

const everything = { properties: caseProperties, subject: "conversation" as const };

describe("the language", () => {
  it("has the operators of each kind that criteria.md lists", () => {
    const table = Object.fromEntries(
      kinds.map((kind) => [
        kind,
        operatorsFor(kind)
          .map((one) => one.label)
          .sort(),
      ]),
    );
    const sorted = (text: string) => text.split(", ").sort();
    expect(table).toEqual({
      text: sorted(
        "equals, not equals, contains, not contains, starts with, ends with, in, not in, is empty, is not empty",
      ),
      number: sorted(
        "equals, not equals, greater than, at least, less than, at most, between, in, not in, is empty, is not empty",
      ),
      date: sorted(
        "before, after, between, in the last N days, more than N days ago, in the next N days, is empty, is not empty",
      ),
      yesNo: sorted("is yes, is no, is empty, is not empty"),
      choice: sorted("equals, not equals, in, not in, is empty, is not empty"),
      set: sorted("has any of, has all of, has none of, is empty, is not empty"),
    });
  });

  it("has the fields of each subject", () => {
    const ids = describeLanguage(everything).map((field) => field.id);
    const contact =
      "email name company phone country owner externalId createdAt firstSeenAt lastSeenAt tags segments";
    const conversation =
      "channel topic subject language pageUrl status priority queue team assignee tags createdAt";
    expect(ids.sort()).toEqual(
      [
        ...contact.split(" ").map((name) => `contact.${name}`),
        ...conversation.split(" ").map((name) => `conversation.${name}`),
        ...caseProperties.map(({ key }) => `contact.property.${key}`),
      ].sort(),
    );
    const mine = describeLanguage({ ...everything, subject: "contact" });
    expect(mine.every((field) => field.subject === "contact")).toBe(true);
  });

  it("is plain JSON, and tells which operators match empty (meaning 3)", () => {
    const language = describeLanguage(everything);
    expect(JSON.parse(JSON.stringify(language))).toEqual(language);
    const email = language.find((field) => field.id === "contact.email");
    expect(email?.operators.filter((one) => one.matchesEmpty).map((one) => one.id)).toEqual([
      "notEquals",
      "notIn",
      "notContains",
      "isEmpty",
    ]);
  });

  it("has rows in the table of cases for every operator and every field", () => {
    const used = criteriaCases.flatMap((one) =>
      Array.from(conditionsOf(one.criteria), ({ condition }) => condition),
    );
    const usedOperators = new Set(used.map((one) => one.operator));
    const usedFields = new Set(used.map((one) => one.field));
    expect(Object.keys(operators).filter((id) => !usedOperators.has(id))).toEqual([]);
    const fields = describeLanguage(everything).map((field) => field.id);
    expect(fields.filter((id) => !usedFields.has(id))).toEqual([]);
  });
});
