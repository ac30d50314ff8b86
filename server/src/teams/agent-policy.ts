import { rolePermissions, type Permission } from "@tagalong/shared/permissions.ts";
import type { Principal } from "../auth/principal.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { AgentRow } from "./queries/agents.ts";

type Member = Pick<AgentRow, "id" | "role" | "own_permissions" | "deactivated_at">;

/** What an agent is to become, as far as rights go. */
export interface RightsChange {
  /** The new role's permissions, and whether it is admin; undefined: as it is. */
  role?: { admin: boolean; permissions: readonly Permission[] } | undefined;
  active?: boolean | undefined;
}

export const permissionsOf = ({ role, own_permissions }: Member): readonly Permission[] =>
  own_permissions ?? rolePermissions[role];

/**
 * Whether this person may change that one's rights: nobody reaches above themselves, and there is
 * always an admin. Pure; undefined: they may.
 */
export function refuseRightsChange(
  { permissions, actor }: Pick<Principal, "permissions" | "actor">,
  target: Member,
  change: RightsChange,
  otherAdmins: number,
): ProblemError | undefined {
  if (permissionsOf(target).some((permission) => !permissions.has(permission))) {
    return new ProblemError("forbidden", "They may do more than you. An admin must change them.");
  }
  const own = actor.type === "agent" && actor.id === target.id;
  if (own && change.active === false) {
    return new ProblemError("conflict", "Another admin must deactivate you.", "active");
  }
  const beyond = change.role?.permissions.find((permission) => !permissions.has(permission));
  if (beyond !== undefined) {
    return new ProblemError(
      "forbidden",
      `You can only give what you hold, not “${beyond}”.`,
      "role",
    );
  }
  const wasAdmin = target.role === "admin" && target.deactivated_at === null;
  const loses = change.role?.admin === false || change.active === false;
  if (wasAdmin && loses && otherAdmins === 0) {
    return new ProblemError(
      "last_admin",
      "This is the last admin. Make somebody else an admin first.",
      change.active === false ? "active" : "role",
    );
  }
  return undefined;
}
