import { execFileSync } from "node:child_process";

export type SystemUser = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. A server started by root runs it as the machine's `postgres`
 * user, which is made if it is missing; anyone else runs it as themselves (undefined).
 */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp("postgres");
  if (found !== undefined) return found;
  execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  return lookUp("postgres");
}

function lookUp(name: string): SystemUser | undefined {
  try {
    return { uid: id("-u", name), gid: id("-g", name) };
  } catch {
    return undefined;
  }
}

function id(flag: "-u" | "-g", name: string): number {
  return Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
}
