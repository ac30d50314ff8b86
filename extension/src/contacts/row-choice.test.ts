import { mostExcepted } from "@tagalong/shared/contracts/contact-filter.ts";
import { expect, test } from "vitest";
import { chooseThrough, isChosen, noChoice, toggleRow, toggleRows } from "./row-choice.ts";

const rows = [5, 4, 3, 2, 1];

test("a row is checked and unchecked", () => {
  const checked = toggleRow(noChoice, 4);
  expect([...checked.ids]).toEqual([4]);
  expect([...toggleRow(checked, 4).ids]).toEqual([]);
});

test("Shift checks from the last row touched, in either direction", () => {
  const from = toggleRow(noChoice, 2);
  const through = chooseThrough(from, 4, rows);
  expect([...through.ids].toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
  expect([...chooseThrough(through, 1, rows).ids].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
});

test("Shift without a beginning checks the row alone", () => {
  expect([...chooseThrough(noChoice, 3, rows).ids]).toEqual([3]);
});

test("all rows are checked at once, and none when all were", () => {
  const all = toggleRows(noChoice, rows);
  expect(all.ids.size).toBe(5);
  expect(toggleRows(all, rows)).toEqual(noChoice);
});

test("of all that match single rows are left out, and come back", () => {
  const all = { ...noChoice, all: true };
  const less = toggleRow(toggleRow(all, 3), 1);
  expect([...less.except]).toEqual([3, 1]);
  expect([3, 99].map((id) => isChosen(less, id))).toEqual([false, true]);
  expect([...toggleRow(less, 3).except]).toEqual([1]);
  expect([...chooseThrough(less, 4, rows).except]).toEqual([]);
  expect(toggleRows(less, rows)).toEqual(noChoice);
});

test("more than a request can leave out stays checked", () => {
  const except = new Set(Array.from({ length: mostExcepted }, (_, at) => at + 10));
  const full = { ...noChoice, all: true, except };
  expect(isChosen(toggleRow(full, 3), 3)).toBe(true);
  expect(isChosen(toggleRow(full, 10), 10)).toBe(true);
});
