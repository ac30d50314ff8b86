import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, "", { flag: "a" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`The data folder ${dataDir} cannot be written to (${code}).`);
  }
  const lock = new DatabaseSync(file);
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new StartError(
      `Another Tagalong server is already running on the data folder ${dataDir}.`,
    );
  }
  held.add(lock);
  return {
    release: () => {
      held.delete(lock);
      lock.close();
    },
  };
}
