import { describe, expect, it } from "vitest";
import { criteriaCases } from "./cases.ts";
import { caseContext, caseNow, when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { criteriaToSql } from "./sql.ts";

const toSql = (criteria: Criteria, first?: number) =>
  criteriaToSql(criteria, caseContext, { now: caseNow, ...(first ? { first } : {}) });

describe("criteria as SQL", () => {
  it("is text with numbered parameters, from any number on", () => {
    const criteria = {
      all: [
        when("contact.email", "equals", " Jo@Acme.test"),
        { any: [when("contact.owner", "in", [3, 4]), when("contact.phone", "isEmpty")] },
      ],
    };
    expect(toSql(criteria, 5)).toMatchObject({
      text: "(contact.email_folded = $5::text AND (contact.owner_id = ANY ($6::integer[]) OR coalesce(contact.phone_folded, '') = ''))",
      parameters: ["jo@acme.test", [3, 4]],
    });
  });

  it("denies by NOT coalesce, so that empty matches a negative (meaning 3)", () => {
    expect(toSql({ all: [when("contact.name", "notEquals", "a")] }).text).toBe(
      "NOT coalesce(contact.name_folded = $1::text, FALSE)",
    );
  });

  it("never puts a value, a key or an id into the text", () => {
    for (const { criteria, context } of criteriaCases) {
      const { text } = criteriaToSql(criteria, { ...caseContext, ...context }, { now: caseNow });
      const quoted = text.match(/'[^']*'/g) ?? [];
      for (const literal of quoted) {
        expect(["''", "'{}'", "'string'", "'number'", "'boolean'", "'member'"]).toContain(literal);
      }
      expect(text.replaceAll(/\$\d+|> 0/g, "")).not.toMatch(/\d/);
    }
  });

  it("refuses to make a statement that the protocol cannot carry", () => {
    const large = Array.from({ length: 200 }, () =>
      when("contact.property.renewal", "inLastDays", 7),
    );
    const liveSegments = new Map(
      Array.from({ length: 100 }, (_, at): [number, Criteria] => [at + 1, { all: large }]),
    );
    const criteria = { all: [when("contact.segments", "hasAnyOf", [...liveSegments.keys()])] };
    const context = { ...caseContext, deletedSegments: new Set<number>(), liveSegments };
    expect(() => criteriaToSql(criteria, context, { now: caseNow })).toThrow(RangeError);
  });
});
