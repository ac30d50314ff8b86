import type { Permission, Role } from "@tagalong/shared/permissions.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Row } from "../database/schema.ts";
import { isUniqueViolation } from "../database/unique-violation.ts";

export type RoleRow = Row<"roles">;

/** The organization's own roles, by name. */
export function readRoles({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("roles")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy(sql`lower(name)`)
    .execute();
}

/** How many agents and invitations have each role. */
export async function countHolders({ kysely, organizationId }: OrganizationTransaction) {
  const count = (table: "agents" | "invitations") =>
    kysely
      .selectFrom(table)
      .select(["role", "role_id", sql<number>`count(*)::integer`.as("holders")])
      .where("organization_id", "=", organizationId)
      .groupBy(["role", "role_id"])
      .execute();
  const [agents, invitations] = await Promise.all([count("agents"), count("invitations")]);
  return [...agents, ...invitations];
}

/** Kept from being deleted or changed until the transaction ends. */
export function lockRole(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  strength: "share" | "update",
): Promise<RoleRow | undefined> {
  const query = kysely
    .selectFrom("roles")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id);
  return (strength === "share" ? query.forShare() : query.forUpdate()).executeTakeFirst();
}

interface RoleValues {
  name: string;
  description: string;
  permissions: Permission[];
}

/** Undefined when another role has the name. */
export async function insertRole(
  { kysely, organizationId }: OrganizationTransaction,
  values: RoleValues,
): Promise<RoleRow | undefined> {
  return await unlessTaken(() =>
    kysely
      .insertInto("roles")
      .values({ organization_id: organizationId, ...values })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Undefined when another role has the name. */
export async function updateRole(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  values: Partial<RoleValues>,
): Promise<RoleRow | undefined> {
  return await unlessTaken(() =>
    kysely
      .updateTable("roles")
      .set({ ...values, updated_at: new Date() })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

async function unlessTaken(write: () => Promise<RoleRow>): Promise<RoleRow | undefined> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, "roles_name")) return undefined;
    throw error;
  }
}

/** Gives another role to all who have this one. */
export async function replaceRole(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  replacement: { role: Role; role_id: number | null },
): Promise<void> {
  for (const table of ["agents", "invitations"] as const) {
    await kysely
      .updateTable(table)
      .set(replacement)
      .where("organization_id", "=", organizationId)
      .where("role_id", "=", id)
      .execute();
  }
}

export async function deleteRoleRow(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<void> {
  await kysely
    .deleteFrom("roles")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}
