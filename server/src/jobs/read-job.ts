import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { findJob } from "./queries.ts";
import { toJob } from "./to-job.ts";
import { visibleJob } from "./visible-job.ts";

export async function readJob(
  { database }: Pick<Services, "database">,
  kinds: JobKinds,
  principal: Principal,
  id: number,
): Promise<Job> {
  const found = await inOrganization(database, principal.organizationId, (transaction) =>
    findJob(transaction, id),
  );
  const row = visibleJob(found, principal);
  return toJob(row, kinds.get(row.kind));
}
