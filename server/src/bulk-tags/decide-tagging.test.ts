import { expect, test } from "vitest";
import { decideTagging, type TaggingAsked } from "./decide-tagging.ts";

const asked = (about: Partial<TaggingAsked>): TaggingAsked => ({
  add: [],
  remove: [],
  limit: 3,
  isDeleted: (id) => id >= 100,
  ...about,
});

test.each<[string, number[], Partial<TaggingAsked>, Partial<ReturnType<typeof decideTagging>>]>([
  ["adds what is missing", [1], { add: [1, 2] }, { add: [2], alreadyHad: 1 }],
  ["takes off what is there", [1, 2], { remove: [2, 5] }, { remove: [2], notThere: 1 }],
  ["fills up to the limit, first come first", [1, 2], { add: [7, 8] }, { add: [7], atLimit: 1 }],
  ["makes room first", [1, 2, 3], { add: [7], remove: [3] }, { add: [7], remove: [3] }],
  ["does not count deleted tags", [1, 100, 101, 102], { add: [7, 8] }, { add: [7, 8] }],
  ["knows no limit where there is none", [1, 2, 3], { add: [7], limit: null }, { add: [7] }],
  ["adds nothing beyond a limit that was lowered", [1, 2, 3, 4], { add: [7] }, { atLimit: 1 }],
])("%s", (_, has, about, decided) => {
  const nothing = { add: [], remove: [], alreadyHad: 0, notThere: 0, atLimit: 0 };
  expect(decideTagging(has, asked(about))).toEqual({ ...nothing, ...decided });
});
