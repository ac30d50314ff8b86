import type { Queue } from "@tagalong/shared/contracts/me.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readQueues } from "./queries.ts";

/** Queues in the order in which they are tried, with how many open conversations each holds. */
export async function listQueues(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<Queue[]> {
  return await inOrganization(database, organizationId, readQueues);
}
