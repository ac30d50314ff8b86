import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StartError } from "./start-error.ts";

export type FolderLock = { release(): void };

/** Kept reachable: a forgotten database object is closed by the garbage collector. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only server on a data folder. The lock is SQLite's on an otherwise empty
 * file: the kernel drops it however the process ends, so nothing stale is left by a kill -9, and a
 * reused process id cannot be mistaken for a running server.
 */
export function lockFolder(dataDir: string): FolderLock {
  const file = join(dataDir, "server.lock");
  try {
    makeFolder(dataDir);
    writeFileSync(file, "", { flag: "a" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`The data folder ${dataDir} cannot be written to (${code}).`);
  }
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file);
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    throw new StartError(whyNotLocked(dataDir, error));
  }
  held.add(lock);
  return {
    release: () => {
      held.delete(lock);
      lock.close();
    },
  };
}

/** SQLite's BUSY and LOCKED. */
const taken = new Set<unknown>([5, 6]);

function whyNotLocked(dataDir: string, error: unknown): string {
  if (!(error instanceof Error)) return `The data folder ${dataDir} cannot be used.`;
  const code: unknown = Reflect.get(error, "errcode");
  return taken.has(code)
    ? `Another Tagalong server is already running on the data folder ${dataDir}.`
    : `The data folder ${dataDir} cannot be used: server.lock: ${error.message}.`;
}

/** Node's own making of parents never returns where the system says neither yes nor no, as in /proc. */
function makeFolder(path: string): void {
  const parent = dirname(path);
  if (!existsSync(parent) && parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
