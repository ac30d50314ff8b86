import { isUnderWay } from "@tagalong/shared/contracts/job.ts";
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
  let told = 0;
  for (;;) {
    const { changed, more } = await stepJob(services, kinds, organizationId, jobId);
    for (const job of changed) {
      if (isUnderWay(job) && Date.now() - told < betweenHints) continue;
      services.publisher.jobChanged(organizationId, job);
      told = Date.now();
    }
    if (!more) return;
    if (closing.aborted || Date.now() > turnEnds) {
      await inOrganization(services.database, organizationId, (transaction) =>
        enqueueJob(transaction, jobId),
      );
      return;
    }
  }
}
