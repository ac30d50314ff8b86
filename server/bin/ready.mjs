// Plain JavaScript without dependencies: this runs on whatever Node (20 or newer) the machine has,
// before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pnpm = "pnpm@12.21.0";
const packages = ["shared", "server", "widget", "extension", "test"];

/** The Node that the project pins, as a program that can be signalled directly. */
export const pinnedNode = join(root, "node_modules", "node", "bin", "node");

/** The environment in which `node`, `vite` and the like are the project's own. */
export function environment(folder = root) {
  const programs = [root, folder].map((each) => join(each, "node_modules", ".bin"));
  return { ...process.env, PATH: [...programs, process.env.PATH].join(delimiter) };
}

/** Installs and builds what is missing or older than its sources; says so in a line each. */
export async function makeReady() {
  await install();
  await Promise.all([build("widget"), build("extension")]);
}

/** Installs when the lock file or a package.json is another than at the last installation. */
export async function install() {
  const stamp = join(root, "node_modules", ".tagalong-installed");
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].concat(
    packages.map((name) => join(name, "package.json")),
  );
  const wanted = hash(files, `${platform()} ${arch()}`);
  if (existsSync(pinnedNode) && read(stamp) === wanted) return;
  await step("Installing", () =>
    run("npx", ["--yes", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"], root),
  );
  writeFileSync(stamp, wanted);
}

/** Runs the package's build when its sources, or those of `shared`, changed since the last one. */
async function build(name) {
  const folder = join(root, name);
  const stamp = join(folder, "dist", ".built");
  const sources = [...sourceFiles(name), ...sourceFiles("shared"), "pnpm-lock.yaml"];
  const wanted = hash(sources, "");
  if (read(stamp) === wanted) return;
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  await step(`Building the ${name}`, () => run(scripts.build, [], folder, { shell: true }));
  writeFileSync(stamp, wanted);
}

function sourceFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !name.startsWith("dist"))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    })
    .sort((one, other) => (one < other ? -1 : 1));
}

function hash(files, start) {
  const sum = createHash("sha256").update(start);
  for (const file of files) sum.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return sum.digest("hex");
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function step(what, work) {
  console.error(`${what} …`);
  const started = performance.now();
  await work();
  console.error(`${what} took ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Runs a program quietly; what it printed is shown only when it fails. */
function run(program, args, folder, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      // The browsers that Puppeteer and Playwright would download are not used.
      env: { ...environment(folder), PUPPETEER_SKIP_DOWNLOAD: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    const printed = [];
    child.stdout.on("data", (chunk) => printed.push(chunk));
    child.stderr.on("data", (chunk) => printed.push(chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(printed));
      reject(new Error(`${program} ${args.join(" ")} failed (${signal ?? code}).`));
    });
  });
}
