import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopOrphan } from "../../server/src/database/embedded/orphan.ts";
import type { Demo } from "../../server/src/demo/fill-demo.ts";

const main = join(import.meta.dirname, "../../server/src/main.ts");

export type ServerProcess = {
  baseUrl: string;
  demo: Demo;
  /** Everything it printed so far. */
  printed(): string;
  /** Sends a signal and waits for the end; resolves with the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

export type DataDir = {
  dataDir: string;
  /** Ends what a failed test left running. */
  killServers(): Promise<void>;
  remove(): Promise<void>;
};

const running = new Map<ChildProcess, Promise<unknown>>();

/** A data folder of its own, and the clearing of all that servers on it left behind. */
export function makeDataDir(): DataDir {
  const dataDir = mkdtempSync(join(tmpdir(), "tagalong-data-"));
  const killServers = async () => {
    const here = [...running].filter(([child]) => child.spawnargs.includes(dataDir));
    for (const [child] of here) child.kill("SIGKILL");
    await Promise.all(here.map(([, ended]) => ended));
  };
  return {
    dataDir,
    killServers,
    remove: async () => {
      await killServers();
      await stopOrphan(join(dataDir, "postgres"));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts the real server as `npm start` does, on a free port, and waits until it is ready. */
export async function startServerProcess(
  dataDir: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const { child, printed, ended } = spawnServer({ DATA_DIR: dataDir, ...environment });
  while (!printed().includes("Ctrl-C stops it.")) {
    const over = await Promise.race([ended.then(() => true), nextOutput(child)]);
    if (over) throw new Error(`The server ended before it was ready:\n${printed()}`);
  }
  const demo = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8")) as Demo;
  return {
    baseUrl: demo.baseUrl,
    demo,
    printed,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts a server that is expected to refuse; resolves with its exit code and what it said. */
export async function startRefused(
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; printed: string }> {
  const { printed, ended } = spawnServer(environment);
  return { code: await ended, printed: printed() };
}

/** Whether a PostgreSQL runs on the data folder. */
export function databaseRuns(dataDir: string): boolean {
  return existsSync(join(dataDir, "postgres", "postmaster.pid"));
}

function spawnServer(environment: NodeJS.ProcessEnv) {
  const own = { PORT: "0", DATABASE_URL: "", REDIS_URL: "", PUBLIC_URL: "" };
  // The folder's name as an argument tells people whose server it is; the server reads none.
  const child = spawn(process.execPath, [main, environment.DATA_DIR ?? ""], {
    env: { ...process.env, NODE_ENV: "production", ...own, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  running.set(child, ended);
  return { child, printed: () => text, ended };
}

function nextOutput(child: ChildProcess): Promise<false> {
  return new Promise((resolve) => child.stdout?.once("data", () => resolve(false)));
}
