import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export type RuleRows = Awaited<ReturnType<typeof readRuleRows>>;

/**
 * Reads what compileRules needs. The statements travel together; the version is read first, so
 * that a change in between makes the rules look older than they are, never newer.
 */
export async function readRuleRows({ kysely, organizationId }: OrganizationTransaction) {
  const [organization, properties, tags, segments, queues, routing, priorities, teams, agents] =
    await Promise.all([
      kysely
        .selectFrom("organizations")
        .select(["rules_version", "require_signed_context"])
        .where("organization_id", "=", organizationId)
        .executeTakeFirstOrThrow(),
      kysely
        .selectFrom("properties")
        .selectAll()
        .where("organization_id", "=", organizationId)
        .where("deleted_at", "is", null)
        .orderBy("position")
        .orderBy("key")
        .execute(),
      kysely
        .selectFrom("tags")
        .select(["id", "name", "deleted_at"])
        .where("organization_id", "=", organizationId)
        .execute(),
      kysely
        .selectFrom("segments")
        .select(["id", "name", "refresh", "criteria", "requires_signed_context", "deleted_at"])
        .where("organization_id", "=", organizationId)
        .orderBy("id")
        .execute(),
      kysely
        .selectFrom("queues")
        .selectAll()
        .where("organization_id", "=", organizationId)
        .orderBy("position")
        .orderBy("id")
        .execute(),
      kysely
        .selectFrom("routing_rules")
        .select(["name", "criteria", "action"])
        .where("organization_id", "=", organizationId)
        .where("enabled", "=", true)
        .orderBy("position")
        .orderBy("id")
        .execute(),
      kysely
        .selectFrom("priority_rules")
        .select(["name", "criteria", "priority"])
        .where("organization_id", "=", organizationId)
        .where("enabled", "=", true)
        .orderBy("position")
        .orderBy("id")
        .execute(),
      kysely
        .selectFrom("teams")
        .select(["id", "name"])
        .where("organization_id", "=", organizationId)
        .execute(),
      kysely
        .selectFrom("agents")
        .select(["id", "name", "deactivated_at"])
        .where("organization_id", "=", organizationId)
        .execute(),
    ]);
  const gone = new Set(agents.flatMap(({ id, deactivated_at }) => (deactivated_at ? [id] : [])));
  return {
    organization,
    properties,
    tags,
    segments,
    queues,
    // What would go to an agent who was deactivated is left to the next rule.
    routing: routing.filter(({ action }) => !("agentId" in action && gone.has(action.agentId))),
    priorities,
    teams,
    agents: agents.map(({ id, name }) => ({ id, name })),
  };
}
