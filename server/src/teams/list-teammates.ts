import type { Teammate } from "@tagalong/shared/contracts/me.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readTeammates } from "./queries/agents.ts";

/** Everybody who may be assigned a conversation, by name. */
export async function listTeammates(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<Teammate[]> {
  return await inOrganization(database, organizationId, readTeammates);
}
