import type { NewTag } from "@tagalong/shared/contracts/tag.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

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
