/** Permissions by area (S8), and what each built-in role holds. API tokens hold a list of them. */
export const permissions = [
  "view contacts",
  "manage contacts",
  "tag contacts",
  "view tags",
  "create tags",
  "manage tags",
  "view crm segments",
  "manage crm segments",
  "view conversations",
  "reply to conversations",
  "manage conversations",
  "view routing",
  "manage routing",
  "manage settings",
] as const;

export type Permission = (typeof permissions)[number];

export const roles = ["admin", "agent"] as const;
export type Role = (typeof roles)[number];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  admin: permissions,
  agent: permissions.filter(
    (permission) =>
      !["manage tags", "manage crm segments", "manage routing", "manage settings"].includes(
        permission,
      ),
  ),
};
