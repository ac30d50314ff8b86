import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../start/start-error.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { owner, prepareFiles } from "./embedded/cluster-files.ts";
import { memorySettings } from "./embedded/memory.ts";
import { stopOrphan } from "./embedded/orphan.ts";
import { runPostgres, stopPostgres } from "./embedded/postgres-process.ts";
import { databaseUser } from "./embedded/system-user.ts";

export type EmbeddedDatabase = {
  /** Signs in as the owner of database `tagalong`. */
  ownerUrl: string;
  stop(): Promise<void>;
};

/**
 * Starts a real PostgreSQL whose files lie in `<dataDir>/postgres`, making it on the first call. It
 * listens on a free port of 127.0.0.1 with a random password that lies beside it, mode 600, and is
 * started again should it end by itself. The caller holds the folder's lock.
 */
export async function startEmbedded(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedDatabase> {
  const folder = join(dataDir, "postgres");
  const logFile = join(dataDir, "postgres.log");
  const password = readPassword(join(dataDir, "postgres-password"));
  const user = databaseUser();
  const binaries = findBinaries(user);
  prepareFiles(binaries, folder, password, user);
  await stopOrphan(folder);

  const program = binaries.postgres;
  const run = (port: number) =>
    runPostgres({
      program,
      folder,
      logFile,
      user,
      settings: { ...memorySettings(), ...settings, port },
    });
  const first = await runOnFreePort(run, logFile);
  const { port } = first;
  let { child } = first;
  let wanted = true;
  let restarting = Promise.resolve();
  const watch = (): void => {
    child.once("exit", () => {
      restarting = restart();
    });
  };
  const restart = async (): Promise<void> => {
    while (wanted) {
      const next = await run(port);
      if (next) {
        child = next;
        return watch();
      }
      await sleep(500);
    }
  };
  watch();

  const url = (database: string) => `postgres://${owner}:${password}@127.0.0.1:${port}/${database}`;
  await createDatabase(url("postgres"));
  return {
    ownerUrl: url(owner),
    stop: async () => {
      wanted = false;
      await restarting;
      await stopPostgres(child);
    },
  };
}

function readPassword(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flush: true });
  }
  return readFileSync(file, "utf8").trim();
}

async function runOnFreePort(
  run: (port: number) => Promise<ChildProcess | undefined>,
  logFile: string,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const port = await freePort();
    const child = await run(port);
    if (child) return { child, port };
    // Another program took the port in between, or the last children of a killed PostgreSQL are
    // still on their way out.
    await sleep(250);
  }
  throw new StartError(`The built-in PostgreSQL does not start; ${logFile} says why.`);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [owner]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${owner}`);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
