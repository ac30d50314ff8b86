import type { tagUserKinds } from "@tagalong/shared/contracts/tag.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";

/** Something whose criteria may name tags. */
export interface TagUser {
  kind: (typeof tagUserKinds)[number];
  id: number;
  name: string;
  criteria: Criteria;
}

/**
 * Where criteria are kept. Their features stand right of tags and know them; a merge still has to
 * rewrite them in its own transaction, so the places are listed here.
 */
const tables = {
  segment: "segments",
  queue: "queues",
  routing_rule: "routing_rules",
  priority_rule: "priority_rules",
  smart_list: "smart_lists",
} as const satisfies Record<TagUser["kind"], string>;

/** A private list's name is nobody's but its owner's. */
const privateList = "a private one";

/** Everything that has criteria and is not deleted; rules that are switched off too. */
export async function readTagUsers({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<TagUser[]> {
  const found = await Promise.all(
    (Object.keys(tables) as TagUser["kind"][]).map(async (kind) => {
      const rows = await kysely
        .selectFrom(tables[kind])
        .select(["id", "criteria"])
        .select(
          kind === "smart_list"
            ? sql<string>`CASE WHEN shared THEN name ELSE ${privateList} END`.as("name")
            : "name",
        )
        .where("organization_id", "=", organizationId)
        .where("criteria", "is not", null)
        .$if(kind === "segment", (query) => query.where(sql<boolean>`deleted_at IS NULL`))
        .orderBy("name")
        .execute();
      return rows.map(({ id, name, criteria }) => ({
        kind,
        id,
        name,
        criteria: criteria as Criteria,
      }));
    }),
  );
  return found.flat();
}

export async function storeCriteria(
  { kysely, organizationId }: OrganizationTransaction,
  { kind, id }: Pick<TagUser, "kind" | "id">,
  criteria: Criteria,
): Promise<void> {
  await kysely
    .updateTable(tables[kind])
    .set({ criteria: JSON.stringify(criteria) })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}
