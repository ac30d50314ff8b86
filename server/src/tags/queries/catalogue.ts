import type { NewTag } from "@tagalong/shared/contracts/tag.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";

export type TagRow = Row<"tags">;

export interface TagSettings {
  tag_names: Row<"organizations">["tag_names"];
  max_tags_per_record: number | null;
}

const tagSettings = statement<TagSettings>(
  "SELECT tag_names, max_tags_per_record FROM organizations WHERE organization_id = $1",
);

export async function readTagSettings(transaction: OrganizationTransaction): Promise<TagSettings> {
  const [settings] = await transaction.query(tagSettings, [transaction.organizationId]);
  if (!settings) throw new Error("The organization is gone.");
  return settings;
}

const heldTagSettings = statement<TagSettings>(`${tagSettings.text} FOR SHARE`);

/** The same, kept from changing until the transaction ends: names are made by it (T1). */
export async function holdTagSettings(transaction: OrganizationTransaction): Promise<TagSettings> {
  const [settings] = await transaction.query(heldTagSettings, [transaction.organizationId]);
  if (!settings) throw new Error("The organization is gone.");
  return settings;
}

export async function storeTagNames(
  { kysely, organizationId }: OrganizationTransaction,
  tagNames: TagSettings["tag_names"],
): Promise<void> {
  await kysely
    .updateTable("organizations")
    .set({ tag_names: tagNames })
    .where("organization_id", "=", organizationId)
    .execute();
}

export async function storeTagLimit(
  { kysely, organizationId }: OrganizationTransaction,
  limit: number | null,
): Promise<void> {
  await kysely
    .updateTable("organizations")
    .set({ max_tags_per_record: limit })
    .where("organization_id", "=", organizationId)
    .execute();
}

const sharedTag = statement<TagRow>(
  "SELECT * FROM tags WHERE organization_id = $1 AND id = $2::bigint FOR SHARE",
);

/** Kept from being deleted until the transaction ends, so that no assignment is born historical. */
export async function readTagToAssign(
  transaction: OrganizationTransaction,
  tagId: number,
): Promise<TagRow | undefined> {
  const [tag] = await transaction.query(sharedTag, [transaction.organizationId, tagId]);
  return tag;
}

export type TagStatus = "active" | "deleted" | "all";

/** By name. With a scope: the tags that fit such a record. */
export async function readTags(
  transaction: OrganizationTransaction,
  filter: { status: TagStatus; scope?: "contact" | "conversation" | undefined },
): Promise<TagRow[]> {
  let query = transaction.kysely
    .selectFrom("tags")
    .selectAll()
    .where("organization_id", "=", transaction.organizationId)
    .orderBy("name")
    .orderBy("id");
  if (filter.status === "active") query = query.where("deleted_at", "is", null);
  if (filter.status === "deleted") query = query.where("deleted_at", "is not", null);
  if (filter.scope) query = query.where("scope", "in", [filter.scope, "both"]);
  return await query.execute();
}

/** Undefined when an active tag has the name. */
export async function insertTag(
  transaction: OrganizationTransaction,
  tag: Required<NewTag>,
): Promise<TagRow | undefined> {
  return await transaction.kysely
    .insertInto("tags")
    .values({ organization_id: transaction.organizationId, ...tag })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "name"]).where("deleted_at", "is", null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

/**
 * Locks tags until the transaction ends, in the order of their ids; who is assigning one is waited
 * for, and nobody assigns it meanwhile.
 */
export async function lockTags(
  { kysely, organizationId }: OrganizationTransaction,
  ids: readonly number[],
): Promise<TagRow[]> {
  return await kysely
    .selectFrom("tags")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "in", ids)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

type TagColumns = Partial<Pick<TagRow, (typeof changeable)[number]>>;
export const changeable = ["name", "description", "color", "scope"] as const;

/** Undefined when another active tag has the name; the transaction is then of no more use. */
export async function updateTag(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  columns: TagColumns & Partial<Pick<TagRow, "deleted_at" | "merged_into">>,
): Promise<TagRow | undefined> {
  try {
    return await kysely
      .updateTable("tags")
      .set({ ...columns, updated_at: sql`now()` })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
  } catch (error) {
    if (isUniqueViolation(error, "tags_active_name")) return undefined;
    throw error;
  }
}

/** Deletes softly; with `into`, because that tag took them over. */
export async function markDeleted(
  { kysely, organizationId }: OrganizationTransaction,
  ids: readonly number[],
  into: number | null = null,
): Promise<TagRow[]> {
  return await kysely
    .updateTable("tags")
    .set({ deleted_at: sql`now()`, updated_at: sql`now()`, merged_into: into })
    .where("organization_id", "=", organizationId)
    .where("id", "in", ids)
    .where("deleted_at", "is", null)
    .returningAll()
    .execute();
}
