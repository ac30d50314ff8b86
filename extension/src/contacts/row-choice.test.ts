import { expect, test } from "vitest";
import { chooseThrough, isChosen, noChoice, toggleRow, toggleRows } from "./row-choice.ts";

const rows = [5, 4, 3, 2, 1];

test("a row is checked and unchecked", () => {
  const checked = toggleRow(noChoice, 4, rows);
  expect([...checked.ids]).toEqual([4]);
  expect([...toggleRow(checked, 4, rows).ids]).toEqual([]);
});

test("Shift checks from the last row touched, in either direction", () => {
  const from = toggleRow(noChoice, 2, rows);
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

test("one row less than all that match leaves the rows that were read", () => {
  const all = { ...noChoice, all: true };
  expect(isChosen(all, 99)).toBe(true);
  const left = toggleRow(all, 3, rows);
  expect(left.all).toBe(false);
  expect([...left.ids].toSorted((a, b) => a - b)).toEqual([1, 2, 4, 5]);
});
