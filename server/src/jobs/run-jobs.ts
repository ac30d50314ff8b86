import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type Runner } from "graphile-worker";
import { z } from "zod";
import { deleteExpired } from "../auth/session-queries.ts";
import { deleteExpiredFiles } from "../files/delete-expired-files.ts";
import { log } from "../log.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { workOffJob } from "./work-off-job.ts";

export interface Jobs {
  /** Finishes the steps at hand. */
  close(): Promise<void>;
}

const logger = new Logger((scope) => (level, message) => {
  if (level === "error" || level === "warning") log.warn({ scope }, message);
});

/** Every hour, at a minute that few others choose. */
const crontab = "17 * * * * delete_expired_sign_ins\n19 * * * * delete_expired_files";

/** How often jobs are looked for whose server died. */
const betweenRounds = 5_000;

const turnSchema = z.object({ organizationId: z.int(), jobId: z.int() });

/**
 * Works off the queue that transactions fill (delivery 8). The queue's own tables are the owner's;
 * what a job does, it does through `services.database`, behind row-level security.
 */
export async function runJobs(
  ownerUrl: string,
  services: Services,
  kinds: JobKinds,
): Promise<Jobs> {
  const { database } = services;
  const closing = new AbortController();
  const start = () =>
    run({
      connectionString: ownerUrl,
      maxPoolSize: 3,
      concurrency: 2,
      noHandleSignals: true,
      logger,
      crontab,
      taskList: {
        delete_expired_sign_ins: () => deleteExpired(database),
        delete_expired_files: () => deleteExpiredFiles(database),
        work_off_job: (payload) =>
          workOffJob(services, kinds, turnSchema.parse(payload), closing.signal),
      },
    });
  let runner: Runner = await start();
  const waitOr = (time: number) =>
    pause(time, undefined, { signal: closing.signal }).catch(() => {});
  /** A database that restarts may end the runner; jobs wait in their table meanwhile. */
  const keepRunning = async () => {
    while (!closing.signal.aborted) {
      await runner.promise.catch((error: unknown) => log.warn({ err: error }, "Jobs stopped."));
      if (closing.signal.aborted) return;
      await waitOr(1_000);
      if (closing.signal.aborted) return;
      runner = await start().catch(() => runner);
    }
  };
  const resumeStalled = async () => {
    while (!closing.signal.aborted) {
      await database.pool.query("SELECT resume_stalled_jobs()").catch((error: unknown) => {
        log.warn({ err: error }, "Stalled jobs were not looked for.");
      });
      await waitOr(betweenRounds);
    }
  };
  const kept = [keepRunning(), resumeStalled()];
  return {
    async close() {
      closing.abort();
      await runner.stop().catch(() => {});
      await Promise.all(kept);
    },
  };
}
