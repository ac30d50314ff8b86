import type { Job } from "@tagalong/shared/contracts/job.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { findJob, lockJob } from "./queries.ts";
import { startJob } from "./start-job.ts";
import { toJob, whyNotUndo } from "./to-job.ts";
import { visibleJob } from "./visible-job.ts";

/** Begins the job that takes this one back; once it is done, this one is "undone". */
export async function undoJob(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  kinds: JobKinds,
  principal: Principal,
  id: number,
): Promise<Job> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    // Locked before it is looked at: of two who undo at once the second one finds the first one's.
    visibleJob(await lockJob(transaction, id), principal);
    const row = visibleJob(await findJob(transaction, id), principal);
    const kind = kinds.get(row.kind);
    if (kind) requirePermission(principal, kind.permission);
    const refusal = whyNotUndo(row, kind);
    const undoing = refusal === null ? kind?.undo(row) : null;
    if (!undoing) throw new ProblemError("conflict", refusal ?? "This cannot be undone.");
    const job = await startJob(transaction, publisher, principal, undoing, id);
    const taken = await findJob(transaction, id);
    if (taken) {
      const shown = toJob(taken, kind);
      transaction.onCommit(() => publisher.jobChanged(organizationId, shown));
    }
    return job;
  });
}
