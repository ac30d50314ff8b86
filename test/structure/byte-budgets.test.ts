import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { root } from "./source-files.ts";

const kB = 1000;
const dist = join(root, "widget", "dist");
const manifestFile = join(dist, "manifest.json");

describe.runIf(existsSync(manifestFile))("what a visitor's browser loads, compressed", () => {
  test("the loader is at most 2 kB", () => {
    expect(weigh("widget.js")).toBeLessThanOrEqual(2 * kB);
  });

  test("everything until the visitor can type is at most 27 kB", () => {
    const { panel } = JSON.parse(readFileSync(manifestFile, "utf8")) as { panel: string };
    const files = ["widget.js", ...withImports(panel)];
    const sizes = Object.fromEntries(files.map((file) => [file, weigh(file)]));
    const sum = Object.values(sizes).reduce((total, size) => total + size, 0);
    expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(27 * kB);
  });
});

test("the widget is built, so that it can be weighed", () => {
  expect(existsSync(manifestFile)).toBe(true);
});

function weigh(file: string): number {
  return gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
}

/** The file and all that it loads before it runs; what it loads later is not yet asked for. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(join(dist, file), "utf8");
  for (const [, name = ""] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
    withImports(join(dirname(file), name), seen);
  }
  return seen;
}
