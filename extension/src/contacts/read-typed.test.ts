import { expect, test } from "vitest";
import { readTyped } from "./read-typed.ts";

test.each([
  ["1200", 1200],
  ["1,200", 1200],
  ["1 200", 1200],
  ["1’200.5", 1200.5],
  ["-1,234,567.25", -1234567.25],
  ["0,5", 0.5],
  ["1,25", 1.25],
  [".5", 0.5],
  ["1e3", 1000],
  ["  ", null],
])("%j is the number %j", (typed, value) => {
  expect(readTyped({ kind: "number", label: "Seats" }, typed)).toEqual({ value });
});

test.each(["five", "1.2.3", "1,2,3", "0x10", "Infinity", "1e999", "NaN", "--1"])(
  "%j is no number",
  (typed) => {
    expect(readTyped({ kind: "number", label: "Seats" }, typed)).toEqual({
      problem: "“Seats” is a number, such as 1200 or 0.5.",
    });
  },
);

test("other kinds are text, and blank text is nothing", () => {
  expect(readTyped({ kind: "text", label: "Note" }, " 1,5 ")).toEqual({ value: "1,5" });
  expect(readTyped({ kind: "email", label: "Email" }, " ")).toEqual({ value: null });
});
