import type { Job } from "@tagalong/shared/contracts/job.ts";
import { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import type { JobKinds } from "./declare-job.ts";
import { readJobs } from "./queries.ts";
import { toJob } from "./to-job.ts";
import { oversees } from "./visible-job.ts";

const placeSchema = z.int().positive();

/** One's own jobs, everybody's for who runs the organization; newest first. */
export async function listJobs(
  { database }: Pick<Services, "database">,
  kinds: JobKinds,
  principal: Principal,
  { cursor, limit = defaultPageSize }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: Job[]; nextCursor: string | null }> {
  const { organizationId, actor } = principal;
  const before = readCursor(cursor, placeSchema) ?? 2_147_483_647;
  const everybody = oversees(principal);
  const rows = await inOrganization(database, organizationId, (transaction) =>
    readJobs(transaction, { everybody, actor, before, limit: limit + 1 }),
  );
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => toJob(row, kinds.get(row.kind)),
  );
}
