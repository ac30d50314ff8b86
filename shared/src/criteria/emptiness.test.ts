import { expect, it } from "vitest";
import { caseContext, when } from "./cases/case.ts";
import { isNotEmptyCondition, matchesEmptyUnasked } from "./emptiness.ts";
import { describeLanguage } from "./language.ts";
import { planCondition } from "./plan.ts";

it("knows which operators match empty without being asked about it (meaning 3)", () => {
  const unasked = describeLanguage(caseContext).flatMap(({ id, operators }) =>
    operators.map((operator) => operator.id).filter((one) => matchesEmptyUnasked(when(id, one))),
  );
  const expected = ["hasNoneOf", "notContains", "notEquals", "notIn"];
  expect([...new Set(unasked)].sort()).toEqual(expected);
});

it("denies emptiness by the operator that denies it", () => {
  const plan = planCondition(isNotEmptyCondition("contact.email"), caseContext);
  expect(plan).toMatchObject({ type: "not", node: { operator: { label: "is empty" } } });
});
