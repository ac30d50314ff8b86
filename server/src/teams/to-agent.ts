import type { Agent, Invitation } from "@tagalong/shared/contracts/team.ts";
import { roleNameOf, roleRefOf } from "../roles/to-role.ts";
import type { AgentRow } from "./queries/agents.ts";
import type { InvitationRow } from "./queries/invitations.ts";

export function toAgent(row: AgentRow): Agent {
  const { id, name, email, title, capacity } = row;
  return {
    id,
    name,
    email,
    title,
    role: roleRefOf(row),
    roleName: roleNameOf(row.role, row.own_role),
    capacity,
    createdAt: row.created_at.toISOString(),
    deactivatedAt: row.deactivated_at?.toISOString() ?? null,
  };
}

export function toInvitation(row: InvitationRow): Invitation {
  const { id, name, email, title } = row;
  return {
    id,
    email,
    name,
    title,
    role: roleRefOf(row),
    roleName: roleNameOf(row.role, row.own_role),
    invitedBy: row.invited_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
