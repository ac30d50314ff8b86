import { describe, expect, it, test } from "vitest";
import { estimateCount } from "./estimate-count.ts";
import { askPreview } from "./preview-questions.ts";
import { spreadSample } from "./spread-sample.ts";

describe("an estimate from a sample", () => {
  it("says “about” with two digits where there were enough hits", () => {
    expect(estimateCount(1_249, 4_000, 1_000_000)).toEqual({ count: 310_000, precision: "about" });
    expect(estimateCount(4_000, 4_000, 51_234)).toEqual({ count: 51_000, precision: "about" });
  });

  it("says “at most” of what is rare, even of what was not seen at all", () => {
    expect(estimateCount(0, 4_000, 1_000_000)).toEqual({ count: 750, precision: "at_most" });
    expect(estimateCount(9, 4_000, 1_000_000)).toEqual({ count: 4_500, precision: "at_most" });
  });

  it("never bounds by more than there are, and knows nothing from nobody", () => {
    expect(estimateCount(2, 4, 7)).toEqual({ count: 7, precision: "at_most" });
    expect(estimateCount(0, 0, 7)).toEqual({ count: 7, precision: "at_most" });
  });
});

describe("a spread sample", () => {
  it("is the same each time, without doubles, inside the range and all over it", () => {
    const range = { low: 1_000, high: 1_000_999 };
    const ids = spreadSample(range, 4_000);
    expect(spreadSample(range, 4_000)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThanOrEqual(range.low);
    expect(Math.max(...ids)).toBeLessThanOrEqual(range.high);
    for (let tenth = 0; tenth < 10; tenth++) {
      const from = range.low + tenth * 100_000;
      expect(ids.filter((id) => id >= from && id < from + 100_000)).toHaveLength(400);
    }
  });

  it("has no pattern that ids could have too", () => {
    const ids = spreadSample({ low: 1, high: 1_000_000 }, 4_000);
    for (const step of [2, 7, 10, 250]) {
      const share = ids.filter((id) => id % step === 0).length / ids.length;
      expect(share, `every ${step}th`).toBeGreaterThan(1 / step / 1.6);
      expect(share, `every ${step}th`).toBeLessThan((1 / step) * 1.6);
    }
  });

  it("takes every id where there are fewer than it may", () => {
    expect(spreadSample({ low: 5, high: 7 }, 100)).toEqual([5, 6, 7]);
  });
});

test("what several nodes ask alike is asked once, and a lone group is what it holds", () => {
  const plan = { field: "contact.property.plan", operator: "notEquals", value: "free" };
  const email = { field: "contact.email", operator: "isEmpty" };
  const asked = askPreview({ all: [{ any: [plan] }, { none: [plan] }, email] });
  expect(asked.criteria).toEqual([
    { all: [{ any: [plan] }, { none: [plan] }, email] },
    { all: [plan] },
    { all: [{ field: plan.field, operator: "isEmpty" }] },
    { none: [plan] },
    { all: [email] },
  ]);
  expect(asked.nodes).toEqual([
    { path: "", at: 0 },
    { path: "all.0", at: 1 },
    { path: "all.0.any.0", at: 1 },
    { path: "all.1", at: 3 },
    { path: "all.1.none.0", at: 1 },
    { path: "all.2", at: 4 },
  ]);
  // "is empty" asks about empty itself; a negation does not (meaning 3).
  expect(asked.empty).toEqual([
    { path: "all.0.any.0", at: 2 },
    { path: "all.1.none.0", at: 2 },
  ]);
});
