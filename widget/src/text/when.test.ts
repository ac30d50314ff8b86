import { expect, test } from "vitest";
import { dayOf } from "./when.ts";

const now = new Date(2026, 2, 1, 0, 30);

test("A message of today and of yesterday says so, an older one has its date", () => {
  expect(dayOf(+new Date(2026, 2, 1, 0, 1), now)).toBe("Today");
  expect(dayOf(+new Date(2026, 1, 28, 23, 59), now)).toBe("Yesterday");
  expect(dayOf(+new Date(2026, 1, 27, 23, 59), now)).toMatch(/27/);
});
