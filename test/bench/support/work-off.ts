import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import { jobKinds } from "../../../server/src/job-kinds.ts";
import { stepJob } from "../../../server/src/jobs/step-job.ts";
import type { Services } from "../../../server/src/services.ts";

/** Every step of a job, one after the other, as a server works it off. */
export async function workOff(
  services: Services,
  organizationId: number,
  job: Job,
): Promise<Job | undefined> {
  for (;;) {
    const { changed, more } = await stepJob(services, jobKinds, organizationId, job.id);
    if (!more) return changed[0];
    if (changed[0] && !isUnderWay(changed[0])) return changed[0];
  }
}
