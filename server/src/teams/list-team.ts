import type { Agent, Invitation } from "@tagalong/shared/contracts/team.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readAgents } from "./queries/agents.ts";
import { readInvitations } from "./queries/invitations.ts";
import { toAgent, toInvitation } from "./to-agent.ts";

/** Everybody of the team, deactivated ones last. */
export async function listAgents(
  { database }: Pick<Services, "database">,
  { organizationId }: Principal,
): Promise<Agent[]> {
  return (await inOrganization(database, organizationId, readAgents)).map(toAgent);
}

/** Who is expected, expired invitations included. */
export async function listInvitations(
  { database }: Pick<Services, "database">,
  { organizationId }: Principal,
): Promise<Invitation[]> {
  return (await inOrganization(database, organizationId, readInvitations)).map(toInvitation);
}
