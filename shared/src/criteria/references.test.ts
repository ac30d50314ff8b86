import { describe, expect, it } from "vitest";
import { when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { measureLiveSegments } from "./live-segments.ts";
import { findCycle } from "./references.ts";

const inAny = (...ids: number[]): Criteria => ({
  any: [when("contact.segments", "hasAnyOf", ids), when("contact.email", "isEmpty")],
});
const plain: Criteria = { all: [when("contact.email", "isEmpty")] };

describe("segments that refer to segments (meaning 6, B9)", () => {
  it("finds a circle, of any length, with its members in order", () => {
    expect(findCycle([{ id: 1, criteria: inAny(1) }])).toEqual([1, 1]);
    expect(
      findCycle([
        { id: 1, criteria: inAny(2) },
        { id: 2, criteria: { all: [{ none: [inAny(3)] }] } },
        { id: 3, criteria: inAny(7, 2) },
        { id: 7, criteria: null },
      ]),
    ).toEqual([2, 3, 2]);
  });

  it("finds none in a chain, a diamond or among unknown segments", () => {
    expect(
      findCycle([
        { id: 1, criteria: inAny(2, 3) },
        { id: 2, criteria: inAny(4) },
        { id: 3, criteria: inAny(4, 99) },
        { id: 4, criteria: plain },
      ]),
    ).toBeNull();
  });

  it("takes a segment that asks for no segment at all as one that refers to itself", () => {
    const alone: Criteria = { all: [when("contact.segments", "isNotEmpty")] };
    expect(
      findCycle([
        { id: 1, criteria: plain },
        { id: 2, criteria: alone },
      ]),
    ).toEqual([2, 2]);
  });

  it("manages a circle of ten thousand", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      id: at,
      criteria: inAny((at + 1) % 10_000),
    }));
    expect(findCycle(many)).toHaveLength(10_001);
    expect(findCycle(many.slice(1))).toBeNull();
  });

  it("ignores values that are no ids", () => {
    const odd: Criteria = { all: [when("contact.segments", "hasAnyOf", "1"), when("x", "y", [1])] };
    expect(findCycle([{ id: 1, criteria: odd }])).toBeNull();
  });
});

function usableOf(live: ReadonlyMap<number, Criteria>): number[] {
  return [...measureLiveSegments(live).usable].sort((a, b) => a - b);
}

describe("live segments that can be evaluated", () => {
  it("stand in chains of at most eight", () => {
    const chain = new Map(
      Array.from({ length: 10 }, (_, at) => [at, at === 0 ? plain : inAny(at - 1)]),
    );
    expect(usableOf(chain)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("come to at most 2,000 conditions with what they refer to", () => {
    const doubling = new Map<number, Criteria>([
      [0, { all: Array.from({ length: 200 }, () => when("contact.email", "isEmpty")) }],
    ]);
    for (let at = 1; at < 6; at++) {
      doubling.set(at, { all: [inAny(at - 1), inAny(at - 1)] });
    }
    // 200, 404, 812, 1628, then 3260.
    expect(usableOf(doubling)).toEqual([0, 1, 2, 3]);
  });

  it("leaves out circles and what refers to them", () => {
    const live = new Map([
      [1, inAny(2)],
      [2, inAny(1)],
      [3, inAny(1)],
      [4, plain],
      [5, inAny(4, 77)],
    ]);
    expect(usableOf(live)).toEqual([4, 5]);
  });
});
