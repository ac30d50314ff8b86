import { expect, test } from "vitest";
import { columnWidths } from "./column-widths.ts";

test("what is left is shared, and no column is smaller than its least", () => {
  const tracks = [
    { width: 140, share: 0.4 },
    { width: 150, share: 1 },
    { width: 190, share: 2.2 },
  ];
  expect(columnWidths(tracks, 1_000).map(Math.round)).toEqual([140, 269, 591]);
  expect(columnWidths(tracks, 480)).toEqual([140, 150, 190]);
  expect(columnWidths(tracks, 100)).toEqual([140, 150, 190]);
});
