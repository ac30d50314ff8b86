import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { dismissJobRow, findJob } from "./queries.ts";
import { toJob } from "./to-job.ts";
import { visibleJob } from "./visible-job.ts";

/** Takes a job out of sight in every window; it stays in the list and can still be undone. */
export async function dismissJob(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  kinds: JobKinds,
  principal: Principal,
  id: number,
): Promise<Job> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = visibleJob(await findJob(transaction, id), principal);
    const job = toJob((await dismissJobRow(transaction, id)) ?? row, kinds.get(row.kind));
    transaction.onCommit(() => publisher.jobChanged(organizationId, job));
    return job;
  });
}
