import { expect, test } from "vitest";
import { onTop } from "./use-timeline.ts";

const page = (ids: readonly number[], cursor: string | null) => ({
  entries: ids.map((id) => ({ id })),
  cursor,
});
const ids = ({ entries }: { entries: readonly { id: number }[] }) => entries.map(({ id }) => id);

test("what is new stands above what was read, and paging goes on where it was", () => {
  const read = page([9, 8, 7, 6, 5, 4], "before 4");
  const now = onTop(read, page([11, 10, 9, 8], "before 8"));
  expect(ids(now)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
  expect(now.cursor).toBe("before 4");
});

test("where more came than one page holds, no gap is left in the middle", () => {
  const now = onTop(page([5, 4, 3], null), page([20, 19, 18], "before 18"));
  expect(ids(now)).toEqual([20, 19, 18]);
  expect(now.cursor).toBe("before 18");
});

test("the same page again changes nothing", () => {
  expect(ids(onTop(page([3, 2], null), page([3, 2], null)))).toEqual([3, 2]);
});
