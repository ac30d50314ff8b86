import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { findAgentOfUser } from "./queries.ts";
import { findOrganizationOfUser } from "./session-queries.ts";

/** Whether a user is an agent now, rather than one who was deactivated. */
export async function isActiveAgent(database: Database, userId: string): Promise<boolean> {
  const organizationId = await findOrganizationOfUser(database, userId);
  if (organizationId === undefined) return false;
  const agent = await inOrganization(database, organizationId, (transaction) =>
    findAgentOfUser(transaction, userId),
  );
  return agent !== undefined;
}
