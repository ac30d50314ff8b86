import type { RoleEntry, RoleRef } from "@tagalong/shared/contracts/role.ts";
import { permissions, rolePermissions, roles, type Role } from "@tagalong/shared/permissions.ts";
import type { RoleRow } from "./queries.ts";

const builtIn: Record<Role, { name: string; description: string }> = {
  admin: { name: "Admin", description: "Everything, now and in later versions." },
  agent: { name: "Agent", description: "Everyday work with customers; configures nothing." },
};

export const builtInRoles: readonly Omit<RoleEntry, "agents">[] = roles.map((id) => ({
  id,
  ...builtIn[id],
  builtIn: true,
  permissions: [...rolePermissions[id]],
}));

export function toRole(row: RoleRow, agents: number): RoleEntry {
  const { id, name, description } = row;
  const held = permissions.filter((permission) => row.permissions.includes(permission));
  return { id, name, description, builtIn: false, permissions: held, agents };
}

/** What an agent's or an invitation's columns name. */
export function roleRefOf({ role, role_id }: { role: Role; role_id: number | null }): RoleRef {
  return role_id ?? role;
}

/** The name that people read: the organization's own role's, or the built-in one's. */
export function roleNameOf(role: Role, own: string | null): string {
  return own ?? builtIn[role].name;
}
