import type { RoleRef } from "@tagalong/shared/contracts/role.ts";
import { requireToGrant } from "../auth/may-grant.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError, notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { findRole } from "./find-role.ts";
import { countHolders, deleteRoleRow, lockRole, replaceRole } from "./queries.ts";

/** A role that somebody has goes only when it is said which one they get instead. */
export async function deleteRole(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
  replacement: RoleRef | undefined,
): Promise<void> {
  const { organizationId, actor } = principal;
  await inOrganization(database, organizationId, async (transaction) => {
    const role = await lockRole(transaction, id, "update");
    if (!role) throw notFound("role");
    const counts = await countHolders(transaction);
    const inUse = counts.some((each) => each.role_id === id);
    if (inUse && replacement === undefined) {
      throw new ProblemError(
        "role_in_use",
        "Agents have this role. Say which role they get instead.",
        "replacement",
      );
    }
    if (replacement === id) {
      throw new ProblemError(
        "invalid_value",
        "The replacement is the role that is to be deleted.",
        "replacement",
      );
    }
    const instead = replacement === undefined ? null : await findRole(transaction, replacement);
    if (instead && inUse) {
      const more = instead.permissions.filter((each) => !role.permissions.includes(each));
      requireToGrant(principal, more, "replacement");
      await replaceRole(transaction, id, { role: instead.role, role_id: instead.role_id });
    }
    await deleteRoleRow(transaction, id);
    await recordEvent(transaction, {
      kind: "role.deleted",
      subject: { type: "role", id },
      actor,
      data: { name: role.name, replacement: inUse ? instead?.name : null },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "roles"));
  });
}
