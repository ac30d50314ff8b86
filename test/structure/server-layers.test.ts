import { expect, test } from "vitest";
import { isTest, sourceFiles, type Import } from "./source-files.ts";

/**
 * From left to right: a feature imports only what stands left of it. What comes later reacts to
 * events.
 */
const features = [
  "roles",
  "api-tokens",
  "teams",
  "properties",
  "contacts",
  "tags",
  "segments",
  "contact-lists",
  "bulk-tags",
  "contact-transfer",
  "routing",
  "priority",
  "conversations",
  "contact-merges",
  "contact-erasure",
  "views",
  "campaigns",
  "workflows",
  "reports",
  "crm-records",
  "leads",
  "deals",
  "person-data",
];

/** Folders that know no feature; every feature may use them. */
const ground = ["auth", "criteria-users", "database", "errors", "events", "http", "files", "jobs"];

const folderOf = (path: string) => /^server\/src\/([^/]+)\//.exec(path)?.[1] ?? "";
const isFeature = (path: string) => features.includes(folderOf(path));
const isEdge = (path: string) => path.endsWith("/routes.ts") || folderOf(path) === "realtime";
const isQueries = (path: string) => /\/queries(\.ts$|\/)/.test(path);

const imports = sourceFiles
  .filter(({ file }) => file.startsWith("server/src/") && !isTest(file))
  .flatMap((source) => source.imports)
  .filter(({ target }) => target.startsWith("server/src/"));

const offenders = (rule: (each: Import) => boolean) =>
  imports.filter(rule).map(({ file, target }) => `${file} → ${target}`);

test("features import leftwards only", () => {
  expect(
    offenders(
      ({ file, target }) =>
        isFeature(file) &&
        isFeature(target) &&
        features.indexOf(folderOf(target)) > features.indexOf(folderOf(file)),
    ),
  ).toEqual([]);
});

test("what all features stand on knows none of them", () => {
  expect(
    offenders(({ file, target }) => ground.includes(folderOf(file)) && isFeature(target)),
  ).toEqual([]);
});

test("a feature's queries are its own", () => {
  expect(
    offenders(
      ({ file, target, typeOnly }) =>
        isQueries(target) && !typeOnly && folderOf(file) !== folderOf(target),
    ),
  ).toEqual([]);
});

test("edges call verbs, not queries or the database", () => {
  const isData = (path: string) => isQueries(path) || folderOf(path) === "database";
  expect(
    offenders(
      ({ file, target, typeOnly }) =>
        isEdge(file) && folderOf(file) !== "demo" && isData(target) && !typeOnly,
    ),
  ).toEqual([]);
});

test("only queries write SQL", () => {
  const elsewhere = sourceFiles.filter(
    ({ file, imports: all }) =>
      isFeature(file) &&
      !isTest(file) &&
      !isQueries(file) &&
      all.some(
        ({ target, typeOnly }) =>
          !typeOnly && (target === "kysely" || target === "server/src/database/statement.ts"),
      ),
  );
  expect(elsewhere.map(({ file }) => file)).toEqual([]);
});

test("verbs and queries know no edge, and queries no verb", () => {
  expect(
    offenders(
      ({ file, target, typeOnly }) =>
        isFeature(file) && !isEdge(file) && isEdge(target) && !typeOnly,
    ),
  ).toEqual([]);
  expect(offenders(({ file, target }) => isQueries(file) && isEdge(target))).toEqual([]);
});
