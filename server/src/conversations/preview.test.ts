import { expect, test } from "vitest";
import { previewOf } from "./preview.ts";

test("a preview is one line", () => {
  expect(previewOf("  Hello,\n\n\tworld ")).toBe("Hello, world");
});

test("a long message is cut at 160 characters, never within one", () => {
  const preview = previewOf("😀".repeat(200));
  expect(preview.length).toBeLessThanOrEqual(160);
  expect(preview.isWellFormed()).toBe(true);
  expect(preview.endsWith("😀…")).toBe(true);
});
