import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tagColors } from "../tags/tag-colors.ts";
import { contrast, parseColorPairs } from "./parse-tokens.ts";

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const tokens = parseColorPairs(read("tokens.css"));
const tags = parseColorPairs(read("tag-colors.css"));
const themes = ["light", "dark"] as const;
const grounds = ["surface-page", "surface", "surface-raised", "surface-hover", "surface-selected"];

function ratio(theme: "light" | "dark", front: string, back: string): number {
  const find = (name: string) => {
    const pair = tokens.get(name) ?? tags.get(name);
    if (!pair) throw new Error(`--${name} is not declared.`);
    return pair[theme];
  };
  return contrast(find(front), find(back));
}

describe.each(themes)("in the %s theme", (theme) => {
  test.each([...tagColors, "default"])("a %s tag is readable on every surface (T2)", (color) => {
    expect(ratio(theme, `tag-${color}-text`, `tag-${color}-bg`)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [`tag-${color}-bg`, ...grounds]) {
      expect(ratio(theme, `tag-${color}-edge`, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(["text", "text-muted", "text-faint", "accent-text", "danger-text", "ok-text"])(
    "--%s is readable on every surface",
    (text) => {
      for (const ground of [...grounds, "surface-sunken"]) {
        expect(ratio(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test.each([
    ["accent-on", "accent"],
    ["accent-on", "accent-hover"],
    ["danger-on", "danger"],
    ["danger-on", "danger-hover"],
    ["accent-text", "accent-soft"],
    ["danger-text", "danger-soft"],
    ["warn-text", "warn-soft"],
    ["ok-text", "ok-soft"],
    ["text-inverse", "surface-inverse"],
    ["text", "surface-pressed"],
    ["text-muted", "surface-pressed"],
  ])("--%s is readable on --%s", (text, ground) => {
    expect(ratio(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["line-control", "focus-color", "accent"])("--%s can be seen at 3:1", (line) => {
    for (const ground of grounds) {
      expect(ratio(theme, line, ground)).toBeGreaterThanOrEqual(3);
    }
  });
});

test("every preset of the catalogue has its three colours and no other is declared", () => {
  const expected = [...tagColors, "default"].flatMap((color) =>
    ["bg", "text", "edge"].map((part) => `tag-${color}-${part}`),
  );
  expect([...tags.keys()].sort()).toEqual(expected.sort());
});
