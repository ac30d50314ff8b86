import type { Permission } from "@tagalong/shared/permissions.ts";
import type pg from "pg";
import type { Principal } from "../../server/src/auth/principal.ts";
import { addSession } from "./sample-organization.ts";

/** An agent, perhaps with a role of the organization's own, and a sign-in of theirs. */
export async function addAgent(
  owner: pg.Client,
  organizationId: number,
  name: string,
  rights: { role: "admin" | "agent" } | { roleId: number },
): Promise<{ id: number; token: string; sessionId: string; userId: string }> {
  const role = "role" in rights ? rights.role : "agent";
  const roleId = "roleId" in rights ? rights.roleId : null;
  const userId = `${organizationId}-${name}`;
  const email = `${name.toLowerCase()}@${organizationId}.example`;
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO agents (organization_id, user_id, name, email, role, role_id)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [organizationId, userId, name, email, role, roleId],
  );
  const id = rows[0]?.id ?? 0;
  const principal: Principal = {
    organizationId,
    permissions: new Set(),
    actor: { type: "agent", id, name, email, role, userId },
  };
  const session = await addSession(owner, organizationId, principal);
  return { id, token: session.token, sessionId: session.id, userId };
}

export async function addRole(
  owner: pg.Client,
  organizationId: number,
  name: string,
  held: readonly Permission[],
): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO roles (organization_id, name, permissions) VALUES ($1, $2, $3) RETURNING id`,
    [organizationId, name, held],
  );
  return rows[0]?.id ?? 0;
}
