import { permissions, rolePermissions, type Permission } from "@tagalong/shared/permissions.ts";
import { expect, test } from "vitest";
import { refuseRightsChange, type RightsChange } from "./agent-policy.ts";

const by = (id: number, held: readonly Permission[]) => ({
  permissions: new Set(held),
  actor: {
    type: "agent" as const,
    id,
    name: "Asker",
    email: "a@example.com",
    role: "agent" as const,
    userId: "asker",
  },
});
const admin = { id: 1, role: "admin" as const, own_permissions: null, deactivated_at: null };
const agent = { id: 2, role: "agent" as const, own_permissions: null, deactivated_at: null };
const lead = by(9, [...rolePermissions.agent, "manage team"]);
const boss = by(9, permissions);
const toAdmin = { role: { admin: true, permissions } };
const toAgent = { role: { admin: false, permissions: rolePermissions.agent } };

test.each<
  [string, ReturnType<typeof by>, typeof admin | typeof agent, RightsChange, number, string?]
>([
  ["an admin makes an admin", boss, agent, toAdmin, 1],
  ["a team lead gives the role agent", lead, agent, toAgent, 1],
  ["a team lead makes no admin", lead, agent, toAdmin, 1, "forbidden"],
  ["a team lead cannot touch an admin", lead, admin, { active: false }, 1, "forbidden"],
  ["a team lead cannot take an admin's role", lead, admin, toAgent, 1, "forbidden"],
  ["one of two admins may lose the role", boss, admin, toAgent, 1],
  ["the last admin may not", boss, admin, toAgent, 0, "last_admin"],
  ["the last admin stays active", boss, admin, { active: false }, 0, "last_admin"],
  ["the last admin may be renamed", boss, admin, {}, 0],
  ["nobody deactivates themselves", by(1, permissions), admin, { active: false }, 1, "conflict"],
])("%s", (_, asker, target, change, otherAdmins, code) => {
  expect(refuseRightsChange(asker, target, change, otherAdmins)?.code).toBe(code);
});
