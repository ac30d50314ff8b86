import type { Agent, AgentChange } from "@tagalong/shared/contracts/team.ts";
import type { Principal } from "../auth/principal.ts";
import { endSessionsOf } from "../auth/users.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { findRole } from "../roles/find-role.ts";
import { roleNameOf } from "../roles/to-role.ts";
import type { Services } from "../services.ts";
import { refuseRightsChange } from "./agent-policy.ts";
import {
  lockAgentAndAdmins,
  readAgent,
  updateAgent,
  type AgentRow,
  type AgentUpdate,
} from "./queries/agents.ts";
import { toAgent } from "./to-agent.ts";

/**
 * Changes what is given; what is already so leaves no event. A deactivated agent's sign-ins end in
 * the same transaction; their conversations and contacts stay theirs.
 */
export async function changeAgent(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
  change: AgentChange,
): Promise<Agent> {
  const { organizationId, actor } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    // Rules that name an agent go by whether they are there.
    if (change.active !== undefined || change.name !== undefined) {
      await bumpRulesVersion(transaction);
    }
    const locked = await lockAgentAndAdmins(transaction, id);
    const before = locked.find((agent) => agent.id === id);
    if (!before) throw notFound("agent");
    const { set, events } = await planChange(transaction, principal, before, locked, change);
    if (events.length === 0) return toAgent(before);
    await updateAgent(transaction, id, set);
    if (change.active === false) await endSessionsOf(transaction, before.user_id);
    const common = { subject: { type: "agent", id }, actor };
    await recordEvents(
      transaction,
      events.map((event) => ({ ...common, ...event })),
    );
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "team"));
    return toAgent(await readAgent(transaction, id));
  });
}

type Planned = Pick<NewEvent, "kind" | "data">;

async function planChange(
  transaction: OrganizationTransaction,
  principal: Principal,
  before: AgentRow,
  locked: readonly AgentRow[],
  { role: ref, active: wished, ...facts }: AgentChange,
) {
  const { id } = before;
  const role = ref === undefined ? undefined : await findRole(transaction, ref);
  const active = wished === (before.deactivated_at === null) ? undefined : wished;
  const refusal = refuseRightsChange(
    principal,
    before,
    { role: role && { admin: role.role === "admin", permissions: role.permissions }, active },
    locked.filter((agent) => agent.id !== id && agent.role === "admin").length,
  );
  if (refusal) throw refusal;

  const set: AgentUpdate = {};
  const events: Planned[] = [];
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const key of ["name", "title", "capacity"] as const) {
    const [from, to] = [before[key], facts[key]];
    if (to === undefined || to === from) continue;
    Object.assign(set, { [key]: to });
    changed[key] = { from, to };
  }
  if (role && (role.role !== before.role || role.role_id !== before.role_id)) {
    Object.assign(set, { role: role.role, role_id: role.role_id });
    changed.role = { from: roleNameOf(before.role, before.own_role), to: role.name };
  }
  const { name } = before;
  if (Object.keys(changed).length > 0) {
    events.push({ kind: "agent.updated", data: { name, changed } });
  }
  if (active !== undefined) {
    set.deactivated_at = active ? null : new Date();
    events.push({ kind: active ? "agent.reactivated" : "agent.deactivated", data: { name } });
  }
  return { set, events };
}
