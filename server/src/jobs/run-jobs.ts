import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type Runner } from "graphile-worker";
import { deleteExpired } from "../auth/session-queries.ts";
import type { Database } from "../database/database.ts";
import { log } from "../log.ts";

export interface Jobs {
  /** Finishes the jobs at hand. */
  close(): Promise<void>;
}

const logger = new Logger((scope) => (level, message) => {
  if (level === "error" || level === "warning") log.warn({ scope }, message);
});

/** Every hour, at a minute that few others choose. */
const crontab = "17 * * * * delete_expired_sign_ins";

/**
 * Works off the queue that transactions fill (delivery 8). The queue's own tables are the owner's;
 * what a job does, it does through `database`, behind row-level security.
 */
export async function runJobs(ownerUrl: string, database: Database): Promise<Jobs> {
  const closing = new AbortController();
  const start = () =>
    run({
      connectionString: ownerUrl,
      maxPoolSize: 3,
      concurrency: 2,
      noHandleSignals: true,
      logger,
      crontab,
      taskList: { delete_expired_sign_ins: () => deleteExpired(database) },
    });
  let runner: Runner = await start();
  /** A database that restarts may end the runner; jobs wait in their table meanwhile. */
  const keepRunning = async () => {
    while (!closing.signal.aborted) {
      await runner.promise.catch((error: unknown) => log.warn({ err: error }, "Jobs stopped."));
      if (closing.signal.aborted) return;
      await pause(1_000, undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      runner = await start().catch(() => runner);
    }
  };
  const kept = keepRunning();
  return {
    async close() {
      closing.abort();
      await runner.stop().catch(() => {});
      await kept;
    },
  };
}
