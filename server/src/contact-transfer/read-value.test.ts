import { expect, test } from "vitest";
import { guessColumns } from "./guess-columns.ts";
import { readDate, readNumber, readValue } from "./read-value.ts";

test.each([
  ["1234.5", ".", 1234.5],
  ["1,234.5", ".", 1234.5],
  ["1.234,5", ",", 1234.5],
  ["1 234,5", ",", 1234.5],
  ["1'234.5", ".", 1234.5],
  ["-7", ".", -7],
  ["\u22127", ".", -7],
  ["007", ".", 7],
  ["1e3", ".", 1000],
  ["1,5", ".", null],
  ["12.5.6", ".", null],
  ["abc", ".", null],
  ["Infinity", ".", null],
  ["0x10", ".", null],
  ["", ".", null],
] as const)("the number %j with decimal %j", (text, decimal, number) => {
  expect(readNumber(text, decimal)).toBe(number);
});

test.each([
  ["2026-01-31", "dayFirst", "2026-01-31"],
  ["2026-01-31T09:00:00Z", "dayFirst", "2026-01-31T09:00:00Z"],
  ["2026-01-31 09:00", "dayFirst", "2026-01-31T09:00Z"],
  ["31.01.2026", "dayFirst", "2026-01-31"],
  ["1/2/2026", "dayFirst", "2026-02-01"],
  ["1/2/2026", "monthFirst", "2026-01-02"],
  ["31/01/2026 9:05", "dayFirst", "2026-01-31T09:05:00Z"],
  ["30.02.2026", "dayFirst", null],
  ["01/31/2026", "dayFirst", null],
  ["yesterday", "dayFirst", null],
] as const)("the date %j, %s", (text, order, date) => {
  expect(readDate(text, order)).toBe(date);
});

test("yes and no in the words of several languages; what is neither stays", () => {
  const read = (text: string) =>
    readValue(text, { kind: "boolean" }, { dates: "dayFirst", decimal: "." });
  expect(["Yes", "TRUE", "1", "ja"].map(read)).toEqual([true, true, true, true]);
  expect(["No", "false", "0", "nein"].map(read)).toEqual([false, false, false, false]);
  expect(read("perhaps")).toBe("perhaps");
});

test("columns are guessed by their names, each meaning once, properties too", () => {
  const plan = { key: "plan_tier", label: "Plan", kind: "text" as const, choices: [] };
  const properties = [{ ...plan, writers: ["agent" as const] }];
  expect(
    guessColumns(
      ["Phone", "Display name", "Tags", "First seen", "Last seen", "E-Mail", "email", "planTier"],
      properties,
    ),
  ).toEqual([
    "phone",
    "name",
    "tags",
    "firstSeen",
    "lastSeen",
    "email",
    "ignore",
    "property.plan_tier",
  ]);
  expect(guessColumns(["Vorname", "Nachname", "手机", "Customer ID", "", "Note"], [])).toEqual([
    "firstName",
    "lastName",
    "phone",
    "externalId",
    "ignore",
    "ignore",
  ]);
});
