import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StartError } from "../../start/start-error.ts";
import type { Binaries } from "./binaries.ts";
import type { SystemUser } from "./system-user.ts";
import { cleanEnvironment, ownView } from "./view.ts";

/** The role that owns the database, and the database's name. */
export const owner = "tagalong";

export function prepareFiles(
  binaries: Binaries,
  folder: string,
  password: string,
  user: SystemUser | undefined,
): void {
  if (existsSync(join(folder, "PG_VERSION"))) takeOwnership(folder, user);
  else makeFiles(binaries, folder, password, user);
}

/** Made under another name and then renamed, so that an interrupted first start leaves no half. */
function makeFiles(
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
    { ...user, cwd: half, env: cleanEnvironment(), encoding: "utf8" },
  );
  rmSync(secret, { recursive: true });
  if (made.status !== 0) {
    const reason = (made.stderr || String(made.error)).trim();
    throw new StartError(`The built-in PostgreSQL cannot create its files in ${folder}: ${reason}`);
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
