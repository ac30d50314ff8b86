import type { Permission, Role } from "@tagalong/shared/permissions.ts";
import type { TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import { ProblemError } from "../errors/problem-error.ts";

/** Who asks: the organization comes from here and nowhere else. */
export interface Principal {
  organizationId: number;
  permissions: ReadonlySet<Permission>;
  actor: AgentActor | ApiTokenActor;
  /** Set for agents: the sign-in that can be revoked. */
  sessionId?: string | undefined;
}

export interface AgentActor {
  type: "agent";
  id: number;
  name: string;
  email: string;
  role: Role;
  userId: string;
}

export interface ApiTokenActor {
  type: "api_token";
  id: number;
  name: string;
}

/** The source that this person's or program's assignments carry (T6). */
export function tagSourceOf({ actor }: Pick<Principal, "actor">): TagSource {
  if (actor.type === "api_token") return "api";
  return actor.role === "admin" ? "manual_admin" : "manual_agent";
}

export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  throw new ProblemError("forbidden", `This needs the permission “${permission}”.`);
}

/** For what only a person can do: an API token has no sign-ins and no inbox of its own. */
export function requireAgent({ actor }: Principal): AgentActor {
  if (actor.type === "agent") return actor;
  throw new ProblemError("forbidden", "This is for agents; an API token cannot do it.");
}
