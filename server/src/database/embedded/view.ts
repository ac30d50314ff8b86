import { platform } from "node:os";
import type { SystemUser } from "./system-user.ts";

/**
 * The folder's name as the database's user can reach it. Below a folder that only root may enter
 * (/root) an absolute path is closed to that user, but a working directory that root opened for the
 * process is not.
 */
export function ownView(folder: string, user: SystemUser | undefined): string {
  return user !== undefined && platform() === "linux" ? "/proc/self/cwd" : folder;
}

/** Nothing of the caller's PG* variables may reach PostgreSQL. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" };
}
