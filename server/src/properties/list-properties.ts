import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readProperties, type PropertyStatus } from "./queries/properties.ts";
import { toManagedProperty } from "./to-property.ts";

/** The typed properties that the organization's contacts may have, in its own order (C1). */
export async function listProperties(
  { database }: Pick<Services, "database">,
  organizationId: number,
  status: PropertyStatus = "active",
): Promise<ManagedProperty[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    readProperties(transaction, status),
  );
  return rows.map(toManagedProperty);
}
