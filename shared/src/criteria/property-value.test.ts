import { expect, it } from "vitest";
import type { CriteriaProperty } from "./context.ts";
import { foldPropertyValue } from "./property-value.ts";

it.each<[CriteriaProperty["kind"], unknown, unknown]>([
  ["text", " Enterprise ", "enterprise"],
  ["text", "  ", null],
  ["text", null, null],
  ["text", undefined, null],
  ["text", 5, undefined],
  ["text", ["a"], undefined],
  ["number", 5, 5],
  ["number", 0, 0],
  ["number", "5", undefined],
  ["number", Infinity, undefined],
  ["number", Number.NaN, undefined],
  ["boolean", false, false],
  ["boolean", "yes", undefined],
  ["boolean", 1, undefined],
  ["date", "2026-01-02", "2026-01-02T00:00:00.000Z"],
  ["date", "2026-01-02T01:00:00+02:00", "2026-01-01T23:00:00.000Z"],
  ["date", "2026-02-30", undefined],
  ["date", 1767312000000, undefined],
  ["choice", "eu", "eu"],
  ["choice", "EU ", "eu"],
  ["choice", "mars", undefined],
  ["choice", "", null],
  ["choice", 1, undefined],
])("a %s property keeps %j as %j", (kind, value, folded) => {
  expect(foldPropertyValue({ kind, choices: ["NA", "EU"] }, value)).toBe(folded);
});
