import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemUser } from "./system-user.ts";
import { cleanEnvironment, ownView } from "./view.ts";

export type PostgresOptions = {
  program: string;
  folder: string;
  logFile: string;
  user: SystemUser | undefined;
  settings: Record<string, string | number>;
};

/** Starts PostgreSQL and waits until it accepts connections; undefined when it ended before. */
export async function runPostgres(options: PostgresOptions): Promise<ChildProcess | undefined> {
  const { program, folder, logFile, user, settings } = options;
  const log = openSync(logFile, "w", 0o600);
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(program, ["-D", ownView(folder, user), ...flags], {
    ...user,
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ["ignore", log, log],
    // Its own process group: Ctrl-C in the terminal must reach the server alone, which stops the
    // database after its last commit.
    detached: true,
  });
  closeSync(log);
  return (await becomesReady(child, folder)) ? child : undefined;
}

/** Recovery after a kill may take its time, so only the end of the process is a "no". */
async function becomesReady(child: ChildProcess, folder: string): Promise<boolean> {
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  const pidFile = join(folder, "postmaster.pid");
  while (!ended) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n") : [];
    if (lines[0] === String(child.pid) && lines[7]?.trim() === "ready") return true;
    await sleep(20);
  }
  return false;
}

/**
 * Lets the last connections close by themselves, then ends them: what is open is rolled back,
 * everything committed is written.
 */
export async function stopPostgres(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const wait = new AbortController();
  const urge = async (signal: NodeJS.Signals, after: number): Promise<void> => {
    await sleep(after, undefined, { signal: wait.signal });
    child.kill(signal);
  };
  child.kill("SIGTERM");
  const urging = [urge("SIGINT", 1_500), urge("SIGQUIT", 30_000)];
  await ended;
  wait.abort();
  await Promise.allSettled(urging);
}
