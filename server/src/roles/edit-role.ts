import type { RoleChange, RoleEntry } from "@tagalong/shared/contracts/role.ts";
import { withImplied } from "@tagalong/shared/permissions.ts";
import { requireToGrant } from "../auth/may-grant.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { countHolders, lockRole, updateRole } from "./queries.ts";
import { refuseBuiltInName, roleNameTaken } from "./role-name-taken.ts";
import { toRole } from "./to-role.ts";

/**
 * Takes effect at once for all who have the role: requests read it each time, open sockets are told
 * by migration 0010's trigger. Only what is added must be held by who adds it.
 */
export async function editRole(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
  { permissions, ...texts }: RoleChange,
): Promise<RoleEntry> {
  const { organizationId, actor } = principal;
  if (texts.name !== undefined) refuseBuiltInName(texts.name);
  return await inOrganization(database, organizationId, async (transaction) => {
    const before = await lockRole(transaction, id, "update");
    if (!before) throw notFound("role");
    const held = permissions ? withImplied(permissions) : before.permissions;
    const added = held.filter((permission) => !before.permissions.includes(permission));
    requireToGrant(principal, added, "permissions");
    const after = await updateRole(transaction, id, { ...texts, permissions: held });
    if (!after) throw roleNameTaken(texts.name ?? before.name);
    const counts = await countHolders(transaction);
    const holders = counts.filter((each) => each.role_id === id);
    await recordEvent(transaction, {
      kind: "role.updated",
      subject: { type: "role", id },
      actor,
      data: {
        name: after.name,
        renamedFrom: after.name === before.name ? null : before.name,
        added,
        removed: before.permissions.filter((permission) => !held.includes(permission)),
      },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "roles"));
    return toRole(
      after,
      holders.reduce((sum, each) => sum + each.holders, 0),
    );
  });
}
