import { expect, test } from "vitest";
import { fitChips } from "./fit-chips.ts";

const names = Array.from({ length: 9 }, (_, index) => `customer-${index}`);

test("where there is room, six chips stand before +N (C2)", () => {
  expect(fitChips(names, 600)).toBe(6);
  expect(fitChips(names.slice(0, 6), 600)).toBe(6);
  expect(fitChips(names.slice(0, 2), 600)).toBe(2);
});

test("in a narrow column fewer stand there, and at least one", () => {
  expect(fitChips(names, 240)).toBeLessThan(4);
  expect(fitChips(names, 240)).toBeGreaterThan(0);
  expect(fitChips(names, 10)).toBe(1);
});

test("a last chip needs no room for +N", () => {
  const two = ["vip", "churn-risk"];
  const width = 44 + 4 + Math.max(44, (30 + 10 * 6.8) * 0.75);
  expect(fitChips(two, width)).toBe(2);
  expect(fitChips([...two, "third"], width)).toBe(1);
});
