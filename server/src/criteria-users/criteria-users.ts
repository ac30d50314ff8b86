import {
  criteriaUsers,
  type CriteriaUser,
  type CriteriaUserKind,
} from "@tagalong/shared/contracts/criteria-user.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export type StoredCriteriaUser = CriteriaUser & { criteria: Criteria };

/**
 * Where criteria are kept. Whoever owns what they name (tags, segments, properties) stands left of
 * their features and still has to find and rewrite them, so the places are listed here, once.
 */
const tables = {
  segment: "segments",
  queue: "queues",
  routing_rule: "routing_rules",
  priority_rule: "priority_rules",
  smart_list: "smart_lists",
} as const satisfies Record<CriteriaUserKind, string>;

/** A private list's name is nobody's but its owner's. */
const privateList = "a private one";

/** Everything that has criteria and is not deleted; rules that are switched off too. */
export async function readCriteriaUsers({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<StoredCriteriaUser[]> {
  const found = await Promise.all(
    (Object.keys(tables) as CriteriaUserKind[]).map(async (kind) => {
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
  { kind, id }: Pick<CriteriaUser, "kind" | "id">,
  criteria: Criteria,
): Promise<void> {
  await kysely
    .updateTable(tables[kind])
    .set({ criteria: JSON.stringify(criteria) })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}

/** Those that one may be told of (S8). */
export function usersToSee<User extends Pick<CriteriaUser, "kind">>(
  users: readonly User[],
  permissions: ReadonlySet<Permission>,
): User[] {
  return users.filter(({ kind }) => permissions.has(criteriaUsers[kind].permission));
}
