import type { RoleEntry } from "@tagalong/shared/contracts/role.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { countHolders, readRoles } from "./queries.ts";
import { builtInRoles, roleRefOf, toRole } from "./to-role.ts";

/** The built-in roles, then the organization's own by name. */
export async function listRoles(
  { database }: Pick<Services, "database">,
  { organizationId }: Principal,
): Promise<RoleEntry[]> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const [rows, counts] = await Promise.all([readRoles(transaction), countHolders(transaction)]);
    const holders = (ref: RoleEntry["id"]) =>
      counts.filter((each) => roleRefOf(each) === ref).reduce((sum, each) => sum + each.holders, 0);
    return [
      ...builtInRoles.map((role) => ({ ...role, agents: holders(role.id) })),
      ...rows.map((row) => toRole(row, holders(row.id))),
    ];
  });
}
