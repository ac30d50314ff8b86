import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readProperties } from "./queries.ts";

/** The typed properties that contacts may have (C1), in the organization's order. */
export async function listProperties(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<PropertyDefinition[]> {
  return await inOrganization(database, organizationId, readProperties);
}
