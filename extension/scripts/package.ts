import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import project from "../package.json" with { type: "json" };

/** Packs the built extensions for the stores: dist/tagalong-<browser>-<version>.zip. */
const dist = join(import.meta.dirname, "../dist");

for (const browser of ["chromium", "firefox"]) {
  const folder = join(dist, browser);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .toSorted();
  const entries = Object.fromEntries(
    files.map((file) => [relative(folder, file), new Uint8Array(readFileSync(file))]),
  );
  const archive = join(dist, `tagalong-${browser}-${project.version}.zip`);
  // One date for every entry, so that the same build makes the same archive.
  writeFileSync(archive, zipSync(entries, { level: 9, mtime: new Date(2026, 0, 1) }));
  process.stdout.write(`${archive}\n`);
}
