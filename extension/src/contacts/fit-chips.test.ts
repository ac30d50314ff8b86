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

test("six shrink a little rather than be five", () => {
  expect(fitChips(names, 440)).toBe(6);
  expect(fitChips(names, 420)).toBeLessThan(6);
});

test("a last chip needs no room for +N", () => {
  const two = ["vip", "churn"];
  expect(fitChips(two, 128)).toBe(2);
  expect(fitChips([...two, "third"], 128)).toBe(1);
});
