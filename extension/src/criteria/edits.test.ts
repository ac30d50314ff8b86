import { caseProperties } from "@tagalong/shared/criteria/cases/case.ts";
import { checkCriteria } from "@tagalong/shared/criteria/check.ts";
import type { Condition, Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { describeLanguage } from "@tagalong/shared/criteria/language.ts";
import { describe, expect, it } from "vitest";
import { newCondition, withField, withOperator, withValue } from "./edit-condition.ts";
import { finishedPart } from "./finished-part.ts";
import { edit, redo, startHistory, undo } from "./history.ts";
import { keyOf } from "./node-keys.ts";

const language = describeLanguage({ subject: "contact", properties: caseProperties });
const fieldOf = (id: string) => {
  const field = language.find((each) => each.id === id);
  if (!field) throw new Error(`No field ${id}.`);
  return field;
};
const operate = (condition: Condition, id: string) => {
  const field = fieldOf(condition.field);
  const operator = field.operators.find((each) => each.id === id);
  if (!operator) throw new Error(`No operator ${id}.`);
  return withOperator(condition, field, operator);
};
const email = (operator: string, value?: Condition["value"]): Condition =>
  withValue({ field: "contact.email", operator }, value);

describe("a condition's edits", () => {
  it("takes the first operator of a field that is chosen first", () => {
    expect(withField(newCondition(), fieldOf("contact.email"))).toEqual(email("equals"));
  });

  it("keeps operator and value where they fit the other field", () => {
    const name = withField(email("contains", "acme"), fieldOf("contact.name"));
    expect(name).toEqual({ field: "contact.name", operator: "contains", value: "acme" });
    const seen = withField(name, fieldOf("contact.lastSeenAt"));
    expect(seen).toEqual({ field: "contact.lastSeenAt", operator: "before" });
  });

  it("keeps a value as one of a list, and a list's only value", () => {
    const list = operate(email("equals", "a@b.example"), "in");
    expect(list).toEqual(email("in", ["a@b.example"]));
    expect(operate(list, "notEquals")).toEqual(email("notEquals", "a@b.example"));
    expect(operate(email("in", ["a", "b"]), "equals")).toEqual(email("equals"));
    expect(operate(list, "isEmpty")).toEqual(email("isEmpty"));
  });

  it("says nothing of a value that is not chosen", () => {
    expect("value" in withValue(email("in", ["a"]), [])).toBe(false);
  });
});

describe("the finished part", () => {
  const check = (criteria: Criteria) =>
    checkCriteria(criteria, { subject: "contact", properties: caseProperties, allowEmpty: true })
      .errors ?? [];

  it("leaves out what is not finished, and groups in which nothing is left", () => {
    const done = email("equals", "x");
    const root: Criteria = {
      all: [newCondition(), done, { any: [email("equals")] }, { none: [done, email("in")] }],
    };
    expect(finishedPart(root, check(root))).toEqual({ all: [done, { none: [done] }] });
  });

  it("is the same tree where everything is finished", () => {
    const root: Criteria = { all: [email("equals", "x")] };
    expect(finishedPart(root, check(root))).toBe(root);
  });

  it("knows its groups by the keys that they have", () => {
    const inner: Criteria = { any: [email("equals", "x"), newCondition()] };
    const root: Criteria = { all: [inner] };
    const finished = finishedPart(root, check(root)) as { all: Criteria[] };
    expect(finished.all.map(keyOf)).toEqual([keyOf(inner)]);
  });
});

describe("undo", () => {
  const [one, two, three]: Criteria[] = [{ all: [] }, { any: [] }, { none: [] }];
  const start = startHistory(one as Criteria);

  it("goes back step by step and forth again", () => {
    const done = edit(edit(start, two as Criteria), three as Criteria);
    const back = undo(done);
    expect(back?.present).toBe(two);
    expect(back && undo(back)?.present).toBe(one);
    expect(back && redo(back)?.present).toBe(three);
    expect(undo(start)).toBeNull();
    expect(redo(start)).toBeNull();
  });

  it("takes the typing of one value as one step", () => {
    const typed = edit(edit(start, two as Criteria, "value 1"), three as Criteria, "value 1");
    expect(undo(typed)?.present).toBe(one);
    const other = edit(edit(start, two as Criteria, "value 1"), three as Criteria, "value 2");
    expect(undo(other)?.present).toBe(two);
  });

  it("forgets what was undone at the next edit", () => {
    const back = undo(edit(start, two as Criteria));
    expect(back && redo(edit(back, three as Criteria))).toBeNull();
  });
});
