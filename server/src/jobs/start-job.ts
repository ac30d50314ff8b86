import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { ChangeHints } from "../services.ts";
import type { NewJob } from "./declare-job.ts";
import { insertJob } from "./queries.ts";
import { toJob } from "./to-job.ts";

/** Begins a job with the transaction's commit. Who asks must hold the kind's permission. */
export async function startJob(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  { actor }: Pick<Principal, "actor">,
  { kind, label, payload, total }: NewJob,
  undoes: number | null = null,
): Promise<Job> {
  const row = await insertJob(transaction, {
    kind: kind.kind,
    label,
    payload,
    total,
    undoes,
    startedBy: actor,
  });
  const job = toJob(row, kind);
  transaction.onCommit(() => hints.jobChanged(transaction.organizationId, job));
  return job;
}
