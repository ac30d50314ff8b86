import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { NewRow } from "../../database/schema.ts";

/** Everybody who can be given something to do, by name. */
export function readTeammates({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("agents")
    .select(["id", "name", "role"])
    .where("organization_id", "=", organizationId)
    .where("deactivated_at", "is", null)
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** All agents, deactivated ones last. */
export function readAgents(transaction: OrganizationTransaction) {
  return agentsIn(transaction)
    .orderBy((eb) => eb("agent.deactivated_at", "is not", null))
    .orderBy("agent.name")
    .orderBy("agent.id")
    .execute();
}

export function readAgent(transaction: OrganizationTransaction, id: number) {
  return agentsIn(transaction).where("agent.id", "=", id).executeTakeFirstOrThrow();
}

export type AgentRow = Awaited<ReturnType<typeof readAgent>>;

/**
 * The agent and every active admin, in one order and locked, so that of two who take each other's
 * role only one can.
 */
export function lockAgentAndAdmins(transaction: OrganizationTransaction, id: number) {
  return agentsIn(transaction)
    .where((eb) =>
      eb.or([
        eb("agent.id", "=", id),
        eb.and([eb("agent.role", "=", "admin"), eb("agent.deactivated_at", "is", null)]),
      ]),
    )
    .orderBy("agent.id")
    .forUpdate("agent")
    .execute();
}

function agentsIn({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("agents as agent")
    .leftJoin("roles", (join) =>
      join
        .onRef("roles.organization_id", "=", "agent.organization_id")
        .onRef("roles.id", "=", "agent.role_id"),
    )
    .select([
      "agent.id",
      "agent.user_id",
      "agent.name",
      "agent.email",
      "agent.title",
      "agent.role",
      "agent.role_id",
      "agent.capacity",
      "agent.created_at",
      "agent.deactivated_at",
      "roles.name as own_role",
      "roles.permissions as own_permissions",
    ])
    .where("agent.organization_id", "=", organizationId);
}

export type AgentUpdate = Partial<
  Pick<NewRow<"agents">, "name" | "title" | "capacity" | "role" | "role_id" | "deactivated_at">
>;

export async function updateAgent(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  values: AgentUpdate,
): Promise<void> {
  await kysely
    .updateTable("agents")
    .set(values)
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}

export async function insertAgent(
  { kysely, organizationId }: OrganizationTransaction,
  values: Omit<NewRow<"agents">, "organization_id">,
): Promise<number> {
  const { id } = await kysely
    .insertInto("agents")
    .values({ organization_id: organizationId, ...values })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function isAgentsEmail(
  { kysely, organizationId }: OrganizationTransaction,
  email: string,
): Promise<boolean> {
  const found = await kysely
    .selectFrom("agents")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("email", "=", email)
    .executeTakeFirst();
  return found !== undefined;
}
