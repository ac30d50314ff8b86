import { describe, expect, it } from "vitest";
import { buildCandidateIndex } from "./candidate-index.ts";
import { criteriaCases } from "./cases.ts";
import { caseContext, caseNow } from "./cases/case.ts";
import { explainCriteria } from "./explain.ts";
import { compileCriteria } from "./match.ts";
import { reasonSchema } from "./reason.ts";

describe("the table of cases, in memory", () => {
  it.each(criteriaCases)("$name", ({ criteria, facts, expected, context }) => {
    const whole = { ...caseContext, ...context };
    expect(compileCriteria(criteria, whole)(facts, caseNow)).toBe(expected);
    const index = buildCandidateIndex([{ criteria }], whole);
    expect(index.matching(facts, caseNow)).toHaveLength(expected ? 1 : 0);
    const reason = explainCriteria(criteria, whole, facts, caseNow);
    expect(reason.matched).toBe(expected);
    const stored: unknown = JSON.parse(JSON.stringify(reason));
    expect(reasonSchema.parse(stored)).toEqual(stored);
  });

  it("has no two cases of one name", () => {
    const names = criteriaCases.map((one) => one.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
