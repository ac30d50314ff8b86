import type { NewRole, RoleEntry } from "@tagalong/shared/contracts/role.ts";
import { withImplied } from "@tagalong/shared/permissions.ts";
import { requireToGrant } from "../auth/may-grant.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { insertRole } from "./queries.ts";
import { refuseBuiltInName, roleNameTaken } from "./role-name-taken.ts";
import { toRole } from "./to-role.ts";

/** A role of the organization's own, with permissions that its maker holds (S8). */
export async function createRole(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  { name, description, permissions }: NewRole,
): Promise<RoleEntry> {
  refuseBuiltInName(name);
  requireToGrant(principal, permissions, "permissions");
  const { organizationId, actor } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const held = withImplied(permissions);
    const row = await insertRole(transaction, { name, description, permissions: held });
    if (!row) throw roleNameTaken(name);
    await recordEvent(transaction, {
      kind: "role.created",
      subject: { type: "role", id: row.id },
      actor,
      data: { name, permissions: held },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "roles"));
    return toRole(row, 0);
  });
}
