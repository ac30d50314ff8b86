import type { Job } from "@tagalong/shared/contracts/job.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { cancelJobRow, findJob, takeJob } from "./queries.ts";
import { toJob } from "./to-job.ts";
import { visibleJob } from "./visible-job.ts";

/** Stops a job between two steps; what was done stays. One that has ended stays as it is. */
export async function cancelJob(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  kinds: JobKinds,
  principal: Principal,
  id: number,
): Promise<Job> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = visibleJob(await findJob(transaction, id), principal);
    const kind = kinds.get(row.kind);
    if (kind) requirePermission(principal, kind.permission);
    const cancelled = await cancelJobRow(transaction, id, await takeJob(transaction, id));
    const job = toJob(cancelled ?? row, kind);
    if (cancelled) transaction.onCommit(() => publisher.jobChanged(organizationId, job));
    return job;
  });
}
