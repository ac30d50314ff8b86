import { expect, test } from "vitest";
import { planTagNaming } from "./plan-tag-naming.ts";

const tags = [
  { id: 1, name: "vip", uses: 2 },
  { id: 2, name: "VIP", uses: 40 },
  { id: 3, name: "Early adopter", uses: 1 },
  { id: 4, name: "refund", uses: 0 },
  { id: 5, name: "🔥", uses: 3 },
  { id: 6, name: "Vip!", uses: 2 },
  { id: 7, name: "İ".repeat(40), uses: 0 },
];

test("to slugs: names change, look-alikes become the one on most records (T1)", () => {
  expect(planTagNaming(tags, "slug")).toEqual({
    tagNames: "slug",
    renames: [
      { tagId: 2, name: "VIP", to: "vip" },
      { tagId: 3, name: "Early adopter", to: "early-adopter" },
    ],
    merges: [{ keep: 2, merge: [1, 6], to: "vip" }],
    impossible: [
      { tagId: 5, name: "🔥", why: "It has no letter or digit." },
      { tagId: 7, name: "İ".repeat(40), why: "It would have more than 50 characters." },
    ],
  });
});

test("to names as typed nothing changes: they are names already (T1)", () => {
  const nothing = { tagNames: "as_typed", renames: [], merges: [], impossible: [] };
  expect(planTagNaming(tags, "as_typed")).toEqual(nothing);
});

test("among equals the oldest stays", () => {
  const equal = [
    { id: 9, name: "VIP", uses: 1 },
    { id: 3, name: "Vip", uses: 1 },
  ];
  expect(planTagNaming(equal, "slug").merges).toEqual([{ keep: 3, merge: [9], to: "vip" }]);
});
