import type { Principal } from "../auth/principal.ts";
import { oversees } from "../jobs/visible-job.ts";
import { rooms } from "./rooms.ts";

/** The rooms that an agent's windows are in by who they are and what they may do. */
export function agentRooms(principal: Principal): string[] {
  const { organizationId, actor, permissions } = principal;
  return [
    rooms.agents(organizationId),
    rooms.agent(organizationId, actor.id),
    ...[...permissions].map((permission) => rooms.may(organizationId, permission)),
    ...(oversees(principal) ? [rooms.overseers(organizationId)] : []),
  ];
}
