import { expect, test } from "vitest";
import { code, isTest, read, sourceFiles, type Import } from "./source-files.ts";

const packages = ["shared", "server", "widget", "extension", "test"];
const packageOf = (path: string) => packages.find((name) => path.startsWith(`${name}/`));
const imports = sourceFiles.flatMap(({ imports: all }) => all);
const bySource = new Map(sourceFiles.map((source) => [source.file, source.imports]));
const say = ({ file, target }: Import) => `${file} → ${target}`;

/** Imports of the code that runs, in one package. */
const inside = (name: string) =>
  imports.filter(({ file }) => file.startsWith(`${name}/src/`) && !isTest(file));

test("shared imports zod only, and does no input or output", () => {
  const foreign = inside("shared").filter(
    ({ target }) => packageOf(target) !== "shared" && target !== "zod",
  );
  expect(foreign.map(say)).toEqual([]);
  const runtime = /\b(process\.|Buffer\b|window\.|document\.|localStorage|fetch\()/;
  const bound = sourceFiles.filter(
    ({ file }) => file.startsWith("shared/src/") && !isTest(file) && runtime.test(code(file)),
  );
  expect(bound.map(({ file }) => file)).toEqual([]);
});

test("the widget takes from shared nothing that carries zod", () => {
  const heavy = inside("widget").filter(
    ({ target, typeOnly }) => !typeOnly && packageOf(target) === "shared" && reaches(target, "zod"),
  );
  expect(heavy.map(say)).toEqual([]);
});

test("packages import each other only towards shared", () => {
  const crossing = imports.filter(({ file, target }) => {
    const [from, to] = [packageOf(file), packageOf(target)];
    return from !== undefined && from !== "test" && to && to !== from && to !== "shared";
  });
  // A test beside the code may use what the whole test suite shares.
  expect(
    crossing.filter((each) => !(isTest(each.file) && packageOf(each.target) === "test")).map(say),
  ).toEqual([]);
});

test("no file imports itself through others", () => {
  expect(cycles()).toEqual([]);
});

test("there are no barrel files", () => {
  const barrels = sourceFiles.filter(
    ({ file, imports: all }) =>
      /\/index\.tsx?$/.test(file) ||
      (all.some(({ reExport, target }) => reExport && packageOf(target)) &&
        !ownExport.test(read(file))),
  );
  expect(barrels.map(({ file }) => file)).toEqual([]);
});

const ownExport = /^export (default|const|function|async|class|type \w|interface)/m;

/** Whether running `file` loads `wanted`. */
function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  return (bySource.get(file) ?? []).some(
    ({ target, typeOnly }) => !typeOnly && (target === wanted || reaches(target, wanted, seen)),
  );
}

function cycles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const { target, typeOnly } of bySource.get(file) ?? []) {
      if (!typeOnly) visit(target, [...path, file]);
    }
    done.add(file);
  };
  for (const { file } of sourceFiles) visit(file, []);
  return found;
}
