import type { Database } from "../database/database.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Row } from "../database/schema.ts";
import { storedForms } from "./session-token.ts";

export function findSession(database: Database, token: string) {
  return database.kysely
    .selectFrom("auth.session as session")
    .innerJoin("auth.user as user", "user.id", "session.userId")
    .select(["session.id", "session.expiresAt", "session.userId", "user.organizationId"])
    .where("session.token", "in", storedForms(token))
    .executeTakeFirst();
}

export async function prolongSession(database: Database, id: string, until: Date): Promise<void> {
  await database.kysely
    .updateTable("auth.session")
    .set({ expiresAt: until, updatedAt: new Date() })
    .where("id", "=", id)
    .execute();
}

export function findAgentOfUser(transaction: OrganizationTransaction, userId: string) {
  return transaction.kysely
    .selectFrom("agents as agent")
    .leftJoin("roles", (join) =>
      join
        .onRef("roles.organization_id", "=", "agent.organization_id")
        .onRef("roles.id", "=", "agent.role_id"),
    )
    .select(["agent.id", "agent.name", "agent.email", "agent.role", "roles.permissions"])
    .where("agent.organization_id", "=", transaction.organizationId)
    .where("agent.user_id", "=", userId)
    .where("agent.deactivated_at", "is", null)
    .executeTakeFirst();
}

export function findApiToken(transaction: OrganizationTransaction, tokenHash: Buffer) {
  return transaction.kysely
    .selectFrom("api_tokens")
    .selectAll()
    .where("organization_id", "=", transaction.organizationId)
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
}

/** "Last used", to the minute: a busy token must not be written with every request. */
export async function touchApiToken(
  transaction: OrganizationTransaction,
  token: Row<"api_tokens">,
): Promise<void> {
  if (token.last_used_at && Date.now() - token.last_used_at.getTime() < 60_000) return;
  await transaction.kysely
    .updateTable("api_tokens")
    .set({ last_used_at: new Date() })
    .where("organization_id", "=", transaction.organizationId)
    .where("id", "=", token.id)
    .execute();
}
