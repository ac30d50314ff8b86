import { randomBytes, randomUUID } from "node:crypto";
import { permissions } from "@tagalong/shared/permissions.ts";
import { sql, type Kysely } from "kysely";
import { hashPassword } from "../auth/passwords.ts";
import { hashToken, newApiToken, newWidgetKey } from "../auth/tokens.ts";
import type { Schema } from "../database/schema.ts";
import { extensionDir } from "../sites.ts";
import { addCatalogue } from "./add-catalogue.ts";
import { addContacts } from "./add-contacts.ts";
import { addLeads } from "./add-leads.ts";
import type { Demo } from "./demo-file.ts";
import { agents, greeting, shopName, teams, type AgentKey } from "./shop.ts";

/** Any number that no other program locks in the same database. */
const lockNumber = 7_246_310_528;

/**
 * Founds the demo organization with everything but its conversations, all or nothing. `keep` gets
 * what nobody could read from the database later, before it is committed. Undefined when the
 * database has an organization already: then it is somebody's, and the demo stays out.
 */
export async function foundShop(
  owner: Kysely<Schema>,
  baseUrl: string,
  keep: (demo: Demo) => void,
): Promise<Demo | undefined> {
  const people = await Promise.all(
    agents.map(async (agent) => {
      const password = randomBytes(8).toString("hex");
      return { ...agent, password, hash: await hashPassword(password) };
    }),
  );
  return await owner.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${lockNumber})`.execute(transaction);
    const anybody = await transaction.selectFrom("organizations").select("name").executeTakeFirst();
    if (anybody) return undefined;
    const widgetSecret = randomBytes(32).toString("base64url");
    const { organization_id: organizationId } = await transaction
      .insertInto("organizations")
      .values({ name: shopName, greeting, widget_key: "", widget_secrets: [widgetSecret] })
      .returning("organization_id")
      .executeTakeFirstOrThrow();
    const widgetKey = newWidgetKey(organizationId);
    await transaction
      .updateTable("organizations")
      .set({ widget_key: widgetKey })
      .where("organization_id", "=", organizationId)
      .execute();
    const apiToken = newApiToken(organizationId);
    await transaction
      .insertInto("api_tokens")
      .values({
        organization_id: organizationId,
        name: "Demo token",
        token_hash: hashToken(apiToken),
        permissions: [...permissions],
      })
      .execute();
    const agentIds = new Map<AgentKey, number>();
    for (const person of people) {
      agentIds.set(person.key, await addAgent(transaction, organizationId, person));
    }
    const teamIds = await addTeams(transaction, organizationId, agentIds);
    const catalogue = await addCatalogue(transaction, organizationId, agentIds, teamIds);
    await addContacts(transaction, organizationId, agentIds, catalogue);
    await addLeads(transaction, organizationId, agentIds, catalogue);
    const demo: Demo = {
      baseUrl,
      widgetKey,
      widgetSecret,
      apiToken,
      agents: people.map(({ email, password, role }) => ({ email, password, role })),
      extensionDir,
    };
    keep(demo);
    return demo;
  });
}

type Person = (typeof agents)[number] & { hash: string };

/** An agent, and the user by whom they sign in with email and password (better-auth's tables). */
async function addAgent(
  owner: Kysely<Schema>,
  organizationId: number,
  { name, email, role, title, hash }: Person,
): Promise<number> {
  const userId = randomUUID();
  await sql`INSERT INTO auth."user" ("id", "name", "email", "emailVerified", "organizationId")
    VALUES (${userId}, ${name}, ${email}, true, ${organizationId})`.execute(owner);
  await sql`INSERT INTO auth."account" ("id", "accountId", "providerId", "userId", "password")
    VALUES (${randomUUID()}, ${userId}, 'credential', ${userId}, ${hash})`.execute(owner);
  const { id } = await owner
    .insertInto("agents")
    .values({ organization_id: organizationId, user_id: userId, name, email, role, title })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function addTeams(
  owner: Kysely<Schema>,
  organizationId: number,
  agentIds: ReadonlyMap<AgentKey, number>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { name, members } of teams) {
    const { id } = await owner
      .insertInto("teams")
      .values({ organization_id: organizationId, name })
      .returning("id")
      .executeTakeFirstOrThrow();
    ids.set(name, id);
    const rows = members.flatMap((key) => agentIds.get(key) ?? []);
    await owner
      .insertInto("team_members")
      .values(
        rows.map((agent) => ({ organization_id: organizationId, team_id: id, agent_id: agent })),
      )
      .execute();
  }
  return ids;
}
