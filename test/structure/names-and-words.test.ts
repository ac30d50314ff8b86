import { expect, test } from "vitest";
import { isTest, projectFiles, read, sourceFiles } from "./source-files.ts";

const topLevel = new Set([
  ".ci",
  ".github",
  ".gitignore",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "compose.yaml",
  "extension",
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "server",
  "shared",
  "test",
  "tsconfig.base.json",
  "vitest.config.ts",
  "widget",
]);

test("the top level holds only what the house names", () => {
  const entries = new Set(projectFiles.map((file) => file.split("/", 1)[0]));
  expect([...entries].filter((entry) => entry !== undefined && !topLevel.has(entry))).toEqual([]);
});

test("files and folders have kebab-case names", () => {
  const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
  const capital = new Set(["README.md", "LICENSE", "CHANGELOG.md"]);
  const odd = projectFiles.filter((file) =>
    // Locale files are named by their language tag (pt-BR).
    file.split("/").some((name) => !kebab.test(name) && !capital.has(name)),
  );
  expect(odd).toEqual([]);
});

/** Written in parts, so that this file does not hold what it looks for. */
const forbidden: [name: string, pattern: RegExp][] = [
  ["unfinished work", /\b(TO[D]O|FIX[M]E|XX[X])\b/],
  ["a type check switched off", /@ts-(ignore|nocheck|expect-error)/],
  ["one machine's paths", /(^|["'`\s(=])\/(home|root|Users|work)\/[\w.-]+/m],
  ["a package registry", /registry\.npmjs|registry\.yarnpkg|npm\.pkg\.github/],
  ["who typed it", /\bco-authored-by\b|\bclaude\b|\banthropic\b/i],
];

test.each(forbidden)("no file contains %s", (_, pattern) => {
  const texts = projectFiles.filter(
    (file) =>
      /\.(ts|tsx|mjs|css|html|json|md|sql|yaml)$/.test(file) &&
      !file.endsWith("/names-and-words.test.ts"),
  );
  expect(texts.filter((file) => pattern.test(read(file)))).toEqual([]);
});

/** Files over 300 lines, each with its reason. */
const long: Record<string, string> = {
  "test/support/cross-organization-cases.ts": "every operation of the API has its line there",
  "server/src/database/schema.ts": "every table's columns, as one type that queries are checked by",
};

test("a file over 300 lines is rare and has a reason", () => {
  const tooLong = sourceFiles.filter(
    ({ file }) => !isTest(file) && !(file in long) && read(file).split("\n").length > 300,
  );
  expect(tooLong.map(({ file }) => file)).toEqual([]);
});

test("nine files in ten stay under 250 lines", () => {
  const lengths = sourceFiles.map(({ file }) => read(file).split("\n").length);
  lengths.sort((one, other) => one - other);
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThan(250);
});
