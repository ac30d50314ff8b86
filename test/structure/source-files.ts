import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Installed, built or made by running, and what editors leave. */
const foreign = /^(node_modules|dist|dist-.*|results|\.(?!ci$|github$|gitignore$|ox).*)$/;

/** Every file that belongs to the project, from the root. */
export const projectFiles: string[] = walk("").sort();

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !foreign.test(name) && join(folder, name) !== "data")
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });
}

export function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

export type Import = {
  /** The importing file. */
  file: string;
  /** A path from the root for the project's own files, else the package's name. */
  target: string;
  /** Erased when the file runs. */
  typeOnly: boolean;
  /** `export … from`. */
  reExport: boolean;
};

export type SourceFile = { file: string; imports: Import[] };

const statement = /^\s*(import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
const dynamic = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** The TypeScript of all packages with what each file imports. */
export const sourceFiles: SourceFile[] = projectFiles
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
  .map((file) => ({ file, imports: importsOf(file, code(file)) }));

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  for (const [, word, type, name = ""] of text.matchAll(statement)) {
    const target = resolve(file, name);
    found.push({ file, target, typeOnly: type !== undefined, reExport: word === "export" });
  }
  for (const [, name = ""] of text.matchAll(dynamic)) {
    found.push({ file, target: resolve(file, name), typeOnly: false, reExport: false });
  }
  return found;
}

function resolve(file: string, name: string): string {
  const [path = ""] = name.split("?");
  if (path.startsWith(".")) return posix.join(posix.dirname(file), path);
  if (path.startsWith("@tagalong/")) return path.replace(/^@tagalong\/([^/]+)\//, "$1/src/");
  if (path.startsWith("node:")) return path;
  return path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The file's text without its comments. */
export function code(file: string): string {
  return read(file).replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
}

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
