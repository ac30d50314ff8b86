import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { enqueueJob } from "./queries.ts";
import { stepJob } from "./step-job.ts";

/** After this a job makes room for others that wait. */
const longestTurn = 1_000;
/** Between two words about the same job's progress. */
const betweenHints = 250;

/** A turn of steps. What is left is enqueued again behind the others, or for another server. */
export async function workOffJob(
  services: Services,
  kinds: JobKinds,
  { organizationId, jobId }: { organizationId: number; jobId: number },
  closing: AbortSignal,
): Promise<void> {
  const turnEnds = Date.now() + longestTurn;
  const tell = tellNowAndThen((job) => services.publisher.jobChanged(organizationId, job));
  for (;;) {
    const { changed, more } = await stepJob(services, kinds, organizationId, jobId);
    for (const job of changed) tell(job);
    if (!more) return;
    if (closing.aborted || Date.now() > turnEnds) {
      await inOrganization(services.database, organizationId, (transaction) =>
        enqueueJob(transaction, jobId),
      );
      return;
    }
  }
}

/** At once when the last word is old enough or the job has ended; else the newest after a while. */
function tellNowAndThen(tell: (job: Job) => void): (job: Job) => void {
  let told = 0;
  let later: NodeJS.Timeout | undefined;
  const now = (job: Job) => {
    told = Date.now();
    tell(job);
  };
  return (job) => {
    clearTimeout(later);
    const wait = told + betweenHints - Date.now();
    if (wait <= 0 || !isUnderWay(job)) now(job);
    else later = setTimeout(() => now(job), wait);
  };
}
