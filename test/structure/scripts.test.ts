import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import repository from "../../package.json" with { type: "json" };

test.each(Object.entries(repository.scripts))(
  "the script %s runs files that exist",
  (_, script) => {
    const files = script.match(/[\w./-]+\.(?:mjs|ts)\b/g) ?? [];
    expect(files).not.toEqual([]);
    for (const file of files) {
      const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
      expect(existsSync(path), file).toBe(true);
    }
  },
);
