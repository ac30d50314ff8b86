import { describe, expect, it } from "vitest";
import { criteriaSchema } from "./criteria.ts";
import type { Criteria, Node } from "./criteria.ts";
import { findShapeProblems } from "./shape.ts";

const condition = { field: "contact.email", operator: "isEmpty" };
const nested = (depth: number): unknown =>
  JSON.parse(`${'{"all":['.repeat(depth)}${JSON.stringify(condition)}${"]}".repeat(depth)}`);
const list = (length: number) => Array.from({ length }, () => condition);
const valued = (value: unknown) => ({ all: [{ field: "contact.name", operator: "in", value }] });

describe("the limits of criteria (B2, B9)", () => {
  it.each<[string, unknown]>([
    ["depth 8", nested(8)],
    ["200 conditions", { any: list(200) }],
    ["1,000 values", valued(Array.from({ length: 1_000 }, () => "a"))],
    ["500 characters", valued(["a".repeat(500)])],
    ["500 emoji", valued("👍".repeat(500))],
  ])("%s are allowed", (_, criteria) => {
    expect(findShapeProblems(criteria)).toEqual([]);
    expect(criteriaSchema.parse(criteria)).toEqual(criteria);
  });

  it.each<[string, unknown, string, string]>([
    ["depth 9", nested(9), "too_deep", Array.from({ length: 8 }, () => "all.0").join(".")],
    ["depth 50", nested(50), "too_deep", Array.from({ length: 8 }, () => "all.0").join(".")],
    [
      "depth 10,000",
      nested(10_000),
      "too_deep",
      Array.from({ length: 8 }, () => "all.0").join("."),
    ],
    ["201 conditions", { any: list(201) }, "too_many_conditions", "any.200"],
    ["1,000 conditions", { any: list(1_000) }, "too_many_conditions", ""],
    [
      "1,001 values",
      valued(Array.from({ length: 1_001 }, () => 1)),
      "too_many_values",
      "all.0.value",
    ],
    ["501 characters", valued("a".repeat(501)), "too_long", "all.0.value"],
    ["501 characters in a list", valued(["a", "a".repeat(501)]), "too_long", "all.0.value.1"],
    ["ten million characters", valued("a".repeat(10_000_000)), "too_long", "all.0.value"],
  ])("%s are refused with their path", (_, criteria, code, path) => {
    expect(findShapeProblems(criteria)).toMatchObject([{ code, path }]);
    expect(criteriaSchema.safeParse(criteria).success).toBe(false);
  });

  it("refuses a tree of ten thousand empty groups, and 200 at the most", () => {
    const groups = (count: number) => ({ all: Array.from({ length: count }, () => ({ any: [] })) });
    expect(findShapeProblems(groups(199))).toEqual([]);
    expect(findShapeProblems(groups(200))).toMatchObject([{ code: "too_many_conditions" }]);
    expect(findShapeProblems(groups(10_000))).toMatchObject([{ code: "too_many_conditions" }]);
  });
});

describe("the shape of criteria (B2)", () => {
  it.each<[unknown, string]>([
    [null, ""],
    [undefined, ""],
    ["all", ""],
    [5, ""],
    [[], ""],
    [[condition], ""],
    [{}, ""],
    [condition, ""],
    [{ all: condition }, ""],
    [{ all: "x" }, ""],
    [{ all: [], any: [] }, ""],
    [{ all: [], extra: 1 }, ""],
    [{ ALL: [] }, ""],
    [{ all: [null] }, "all.0"],
    [{ all: [[condition]] }, "all.0"],
    [{ all: [condition, "x"] }, "all.1"],
    [{ all: [{ any: [{ none: [7] }] }] }, "all.0.any.0.none.0"],
    [{ all: [{ field: "contact.email" }] }, "all.0"],
    [{ all: [{ operator: "isEmpty" }] }, "all.0"],
    [{ all: [{ field: 1, operator: "isEmpty" }] }, "all.0"],
    [{ all: [{ ...condition, extra: 1 }] }, "all.0"],
    [{ all: [{ ...condition, all: [] }] }, "all.0"],
    [valued(null), "all.0.value"],
    [valued({}), "all.0.value"],
    [valued([null]), "all.0.value.0"],
    [valued([true]), "all.0.value.0"],
    [valued(["a", ["b"]]), "all.0.value.1"],
    [
      JSON.parse('{"all":[{"field":"contact.email","operator":"equals","value":1e400}]}'),
      "all.0.value",
    ],
    [JSON.parse('{"__proto__":{"all":[]}}'), ""],
    [JSON.parse('{"all":[],"__proto__":[]}'), ""],
    [JSON.parse('{"all":[{"field":"a","operator":"b","__proto__":{"x":1}}]}'), "all.0"],
    [JSON.parse('{"all":[{"__proto__":{"field":"a","operator":"b"}}]}'), "all.0"],
  ])("refuses %j at %j", (criteria, path) => {
    expect(findShapeProblems(criteria).map((one) => one.path)).toEqual([path]);
    const parsed = criteriaSchema.safeParse(criteria);
    expect(parsed.error?.issues.map((one) => one.path.join("."))).toEqual([path]);
  });

  it("names each bad node, in order, and stops at twenty", () => {
    const some = { all: [null, condition, null] };
    expect(findShapeProblems(some).map((one) => one.path)).toEqual(["all.0", "all.2"]);
    const many = { all: Array.from({ length: 100 }, () => null) };
    expect(findShapeProblems(many)).toHaveLength(20);
  });

  it("types what it lets through", () => {
    const criteria: Criteria = criteriaSchema.parse({ none: [condition] });
    const node: Node = condition;
    expect(criteria).toEqual({ none: [node] });
  });
});
