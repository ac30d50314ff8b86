import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

const columns = ["key", "label", "kind", "choices", "writers", "deleted_at"] as const;
export type PropertyRow = Pick<Row<"properties">, (typeof columns)[number]>;

export type PropertyStatus = "active" | "deleted" | "all";

/** In the organization's own order; deleted ones last. */
export function readProperties(
  { kysely, organizationId }: OrganizationTransaction,
  status: PropertyStatus = "active",
): Promise<PropertyRow[]> {
  let query = kysely
    .selectFrom("properties")
    .select(columns)
    .where("organization_id", "=", organizationId)
    .orderBy(sql`deleted_at IS NOT NULL`)
    .orderBy("position")
    .orderBy("key");
  if (status === "active") query = query.where("deleted_at", "is", null);
  if (status === "deleted") query = query.where("deleted_at", "is not", null);
  return query.execute();
}

const held = statement<PropertyRow>(`
  SELECT ${columns.join(", ")} FROM properties
  WHERE organization_id = $1 AND key = ANY($2::text[]) AND deleted_at IS NULL
  ORDER BY key FOR SHARE`);

/** Active ones, kept from changing until the transaction ends: values are checked against them. */
export async function holdProperties(
  transaction: OrganizationTransaction,
  keys: readonly string[],
): Promise<PropertyRow[]> {
  if (keys.length === 0) return [];
  return await transaction.query(held, [transaction.organizationId, keys]);
}

/** Locked until the transaction ends; who writes a value of it is waited for. */
export async function lockProperty(
  { kysely, organizationId }: OrganizationTransaction,
  key: string,
): Promise<PropertyRow | undefined> {
  return await kysely
    .selectFrom("properties")
    .select(columns)
    .where("organization_id", "=", organizationId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirst();
}

/** After all others. */
export async function insertProperty(
  { kysely, organizationId }: OrganizationTransaction,
  property: Omit<PropertyRow, "deleted_at">,
): Promise<PropertyRow> {
  return await kysely
    .insertInto("properties")
    .values((values) => ({
      organization_id: organizationId,
      ...property,
      position: values
        .selectFrom("properties")
        .select(sql<number>`coalesce(max(position), 0) + 1`.as("next"))
        .where("organization_id", "=", organizationId),
    }))
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function updateProperty(
  { kysely, organizationId }: OrganizationTransaction,
  key: string,
  change: Partial<Pick<PropertyRow, "label" | "kind" | "choices" | "writers">>,
): Promise<PropertyRow> {
  return await kysely
    .updateTable("properties")
    .set(change)
    .where("organization_id", "=", organizationId)
    .where("key", "=", key)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function markProperty(
  { kysely, organizationId }: OrganizationTransaction,
  key: string,
  { deleted }: { deleted: boolean },
): Promise<PropertyRow> {
  return await kysely
    .updateTable("properties")
    .set({ deleted_at: deleted ? sql<Date>`now()` : null })
    .where("organization_id", "=", organizationId)
    .where("key", "=", key)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

const reorder = statement<Record<never, never>>(`
  UPDATE properties SET position = wanted.position
  FROM unnest($2::text[]) WITH ORDINALITY AS wanted (key, position)
  WHERE organization_id = $1 AND properties.key = wanted.key`);

export async function storeOrder(
  transaction: OrganizationTransaction,
  keys: readonly string[],
): Promise<void> {
  await transaction.query(reorder, [transaction.organizationId, keys]);
}
