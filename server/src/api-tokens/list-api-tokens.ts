import type { ApiToken } from "@tagalong/shared/contracts/api-token.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readApiTokens } from "./queries.ts";
import { toApiToken } from "./to-api-token.ts";

/** The organization's tokens, ended ones too: their names stand in its history. */
export async function listApiTokens(
  { database }: Pick<Services, "database">,
  { organizationId }: Principal,
): Promise<ApiToken[]> {
  const rows = await inOrganization(database, organizationId, readApiTokens);
  return rows.map(toApiToken);
}
