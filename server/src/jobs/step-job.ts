import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { log } from "../log.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import {
  advanceJob,
  cancelJobRow,
  enqueueJob,
  failJobRow,
  findJob,
  markUndone,
  postponeJobRow,
  takeJob,
  type JobRow,
} from "./queries.ts";
import { toJob } from "./to-job.ts";

/** Faults in a row after which a job is given up. */
const mostAttempts = 8;
const longestPause = 60_000;

/** The jobs that changed, the one that was worked on first; none when somebody else is at it. */
export type Stepped = { changed: Job[]; more: boolean };

/**
 * One step of a job: the piece and the job's new cursor are committed together or not at all (F21).
 * Whatever goes wrong is stored with the job.
 */
export async function stepJob(
  services: Services,
  kinds: JobKinds,
  organizationId: number,
  id: number,
): Promise<Stepped> {
  const { database } = services;
  try {
    return await inOrganization(database, organizationId, async (transaction) => {
      if (!(await takeJob(transaction, id))) return nothing;
      const row = await findJob(transaction, id);
      const kind = row && kinds.get(row.kind);
      // Of a newer server's kind: that one will see to it.
      if (!kind || !isUnderWay(row)) return nothing;
      if (row.cancel_asked) return stepped(kinds, await cancelJobRow(transaction, id, true));
      const step = await kind.step(services, transaction, row);
      const counts = { ...row.counts };
      for (const [name, count] of Object.entries(step.counts ?? {})) {
        counts[name] = (counts[name] ?? 0) + count;
      }
      const { cursor, finished, total = row.total } = step;
      const done = row.done + step.done;
      const progress = { cursor, done, total, counts, finished };
      const advanced = await advanceJob(transaction, id, progress);
      const undone = finished && row.undoes ? await markUndone(transaction, row.undoes) : undefined;
      return stepped(kinds, advanced, undone);
    });
  } catch (error) {
    return await inOrganization(database, organizationId, async (transaction) => {
      if (error instanceof ProblemError) {
        return stepped(kinds, await failJobRow(transaction, id, error.message));
      }
      const row = await findJob(transaction, id);
      log.error({ err: error, job: id, kind: row?.kind }, "A step of a job failed.");
      if (!row || row.attempts + 1 >= mostAttempts) {
        const problem = "Something went wrong on our side. What was done until then is done.";
        return stepped(kinds, await failJobRow(transaction, id, problem));
      }
      const until = new Date(Date.now() + Math.min(longestPause, 500 * 2 ** row.attempts));
      await postponeJobRow(transaction, id, until);
      await enqueueJob(transaction, id, until);
      return nothing;
    });
  }
}

const nothing: Stepped = { changed: [], more: false };

function stepped(kinds: JobKinds, ...rows: (JobRow | undefined)[]): Stepped {
  const changed = rows.flatMap((row) => (row ? [toJob(row, kinds.get(row.kind))] : []));
  return { changed, more: changed[0] !== undefined && isUnderWay(changed[0]) };
}
