import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readProperties } from "./queries.ts";

/** The typed properties that the organization's contacts may have, in its own order (C1). */
export function listProperties(
  { database }: Pick<Services, "database">,
  organizationId: number,
): Promise<PropertyDefinition[]> {
  return inOrganization(database, organizationId, readProperties);
}
