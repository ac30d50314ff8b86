import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Stops the PostgreSQL that a server killed with -9 left running in this folder. The caller holds the
 * folder's lock, so no living server owns it. Connections of the dead server are rolled back;
 * everything committed is kept.
 */
export async function stopOrphan(folder: string): Promise<void> {
  const pidFile = join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n", 1)[0]);
  if (!isAlive(pid)) return; // PostgreSQL itself clears what a dead one left, and checks more.
  if (!worksIn(pid, folder)) {
    // After a restart of the machine the number may be any other process's, and PostgreSQL would
    // refuse to start.
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let waited = 0; worksIn(pid, folder); waited += 50) {
    if (waited === 20_000) process.kill(pid, "SIGQUIT");
    if (waited > 40_000) throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
    await sleep(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether the process is a PostgreSQL whose data folder this is. */
function worksIn(pid: number, folder: string): boolean {
  try {
    if (platform() === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    const ps = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return ps.includes("postgres") && ps.includes(folder);
  } catch {
    return false;
  }
}
