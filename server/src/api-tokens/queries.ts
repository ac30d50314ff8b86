import type { Permission } from "@tagalong/shared/permissions.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";

/** Those that work first, then the newest first. */
export function readApiTokens(transaction: OrganizationTransaction) {
  return tokensIn(transaction)
    .orderBy(sql`token.revoked_at IS NOT NULL OR coalesce(token.expires_at <= now(), false)`)
    .orderBy("token.id", "desc")
    .execute();
}

export function readApiToken(transaction: OrganizationTransaction, id: number) {
  return tokensIn(transaction).where("token.id", "=", id).executeTakeFirstOrThrow();
}

export type ApiTokenRow = Awaited<ReturnType<typeof readApiToken>>;

function tokensIn({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("api_tokens as token")
    .leftJoin("agents as creator", (join) =>
      join
        .onRef("creator.organization_id", "=", "token.organization_id")
        .onRef("creator.id", "=", "token.created_by"),
    )
    .select([
      "token.id",
      "token.name",
      "token.hint",
      "token.permissions",
      "token.created_at",
      "token.last_used_at",
      "token.expires_at",
      "token.revoked_at",
      "creator.name as created_by",
    ])
    .where("token.organization_id", "=", organizationId);
}

export async function insertApiToken(
  { kysely, organizationId }: OrganizationTransaction,
  values: {
    name: string;
    token_hash: Buffer;
    hint: string;
    permissions: Permission[];
    expires_at: Date | null;
    created_by: number;
  },
): Promise<number> {
  const { id } = await kysely
    .insertInto("api_tokens")
    .values({ organization_id: organizationId, ...values })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export function lockApiToken({ kysely, organizationId }: OrganizationTransaction, id: number) {
  return kysely
    .selectFrom("api_tokens")
    .select(["name", "revoked_at"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

export async function markRevoked(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<void> {
  await kysely
    .updateTable("api_tokens")
    .set({ revoked_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}
