import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../start/start-error.ts";
import { findBinaries, type Binaries } from "./embedded/binaries.ts";
import { stopOrphan } from "./embedded/orphan.ts";
import { databaseUser, type SystemUser } from "./embedded/system-user.ts";

export type EmbeddedDatabase = {
  /** Signs in as the owner of database `tagalong`. */
  ownerUrl: string;
  stop(): Promise<void>;
};

const owner = "tagalong";

/**
 * Starts a real PostgreSQL whose files lie in `<dataDir>/postgres`, making it on the first call. It
 * listens on a free port of 127.0.0.1 with a random password that lies beside it, mode 600. The
 * caller holds the folder's lock.
 */
export async function startEmbedded(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedDatabase> {
  const folder = join(dataDir, "postgres");
  const user = databaseUser();
  const binaries = findBinaries(user);
  const password = readPassword(join(dataDir, "postgres-password"));
  if (existsSync(join(folder, "PG_VERSION"))) takeOwnership(folder, user);
  else initialise(binaries, folder, password, user);
  await stopOrphan(folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = run(binaries, folder, user, join(dataDir, "postgres.log"), { ...settings, port });
    if (await becomesReady(child, folder)) {
      const url = (database: string) =>
        `postgres://${owner}:${password}@127.0.0.1:${port}/${database}`;
      await createDatabase(url("postgres"));
      return { ownerUrl: url(owner), stop: () => stop(child) };
    }
    // Another program took the port in between, or the last children of a killed PostgreSQL are
    // still on their way out.
    if (attempt === 20) {
      throw new StartError(
        `The built-in PostgreSQL does not start; ${join(dataDir, "postgres.log")} says why.`,
      );
    }
    await sleep(250);
  }
}

function readPassword(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flush: true });
  }
  return readFileSync(file, "utf8").trim();
}

/** Made under another name and then renamed, so that an interrupted first start leaves no half. */
function initialise(
  binaries: Binaries,
  folder: string,
  password: string,
  user: SystemUser | undefined,
): void {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const secret = mkdtempSync(join(tmpdir(), "tagalong-"));
  const passwordFile = join(secret, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) {
    for (const path of [half, secret, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${ownView(half, user)}`,
      `--username=${owner}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order of text on every machine, whatever locales it has.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
    ],
    { ...user, cwd: half, env: environment(), encoding: "utf8" },
  );
  rmSync(secret, { recursive: true });
  if (made.status !== 0) {
    throw new StartError(
      `The built-in PostgreSQL cannot create its files in ${folder}: ${(made.stderr ?? String(made.error)).trim()}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
}

/** A data folder that was copied back by root, say from a backup, belongs to root. */
function takeOwnership(folder: string, user: SystemUser | undefined): void {
  const { uid } = statSync(join(folder, "PG_VERSION"));
  if (user !== undefined && uid !== user.uid) {
    spawnSync("chown", ["-R", `${user.uid}:${user.gid}`, folder]);
  } else if (user === undefined && uid !== process.getuid?.()) {
    throw new StartError(`The data folder ${dirname(folder)} belongs to another user.`);
  }
  chmodSync(folder, 0o700);
}

/**
 * The folder's name as the database's user can reach it. Below a folder that only root may enter
 * (/root) an absolute path is closed to that user, but a working directory that root opened for the
 * process is not.
 */
function ownView(folder: string, user: SystemUser | undefined): string {
  return user !== undefined && platform() === "linux" ? "/proc/self/cwd" : folder;
}

function run(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
  logFile: string,
  settings: Record<string, string | number>,
): ChildProcess {
  const log = openSync(logFile, "w", 0o600);
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const child = spawn(
    binaries.postgres,
    [
      "-D",
      ownView(folder, user),
      ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      ...user,
      cwd: folder,
      env: environment(),
      stdio: ["ignore", log, log],
      // Its own process group: Ctrl-C in the terminal must reach the server alone, which stops the
      // database after its last commit.
      detached: true,
    },
  );
  closeSync(log);
  return child;
}

/** True when connections are accepted, false when it ended before. Recovery may take its time. */
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

/** "Fast" shutdown: rolls back what is open, writes everything committed, and ends. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const impatient = setTimeout(() => child.kill("SIGQUIT"), 30_000);
  await ended;
  clearTimeout(impatient);
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

/** Nothing of the caller's PG* variables may reach it. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C", TMPDIR: "/tmp" };
}
