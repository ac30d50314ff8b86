import type { RoleRef } from "@tagalong/shared/contracts/role.ts";
import { rolePermissions, type Permission, type Role } from "@tagalong/shared/permissions.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { lockRole } from "./queries.ts";
import { roleNameOf } from "./to-role.ts";

export interface FoundRole {
  role: Role;
  role_id: number | null;
  name: string;
  permissions: readonly Permission[];
}

/** What a reference names, kept as it is until the transaction ends. */
export async function findRole(
  transaction: OrganizationTransaction,
  ref: RoleRef,
): Promise<FoundRole> {
  if (typeof ref !== "number") {
    return {
      role: ref,
      role_id: null,
      name: roleNameOf(ref, null),
      permissions: rolePermissions[ref],
    };
  }
  const row = await lockRole(transaction, ref, "share");
  if (!row) throw notFound("role");
  return { role: "agent", role_id: row.id, name: row.name, permissions: row.permissions };
}
