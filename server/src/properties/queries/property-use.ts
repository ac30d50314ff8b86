import type { propertyUserKinds } from "@tagalong/shared/contracts/property.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

const anyValue = statement<{ used: boolean }>(`
  SELECT EXISTS (
    SELECT FROM contacts WHERE organization_id = $1 AND properties ? $2) AS used`);

/** Whether any contact has a value of the property. */
export async function hasValues(
  transaction: OrganizationTransaction,
  key: string,
): Promise<boolean> {
  const [row] = await transaction.query(anyValue, [transaction.organizationId, key]);
  return row?.used ?? false;
}

const counted = statement<{ contacts: number }>(`
  SELECT count(*)::integer AS contacts FROM contacts WHERE organization_id = $1 AND properties ? $2`);

export async function countValues(
  transaction: OrganizationTransaction,
  key: string,
): Promise<number> {
  const [row] = await transaction.query(counted, [transaction.organizationId, key]);
  return row?.contacts ?? 0;
}

const byChoice = statement<{ folded: string; shown: string; contacts: number }>(`
  SELECT properties_folded ->> $2 AS folded, min(properties ->> $2) AS shown,
    count(*)::integer AS contacts
  FROM contacts
  WHERE organization_id = $1 AND jsonb_typeof(properties_folded -> $2) = 'string'
  GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 1000`);

/** How many contacts hold each value of a choice property, by its folded form. */
export async function countByChoice(transaction: OrganizationTransaction, key: string) {
  return await transaction.query(byChoice, [transaction.organizationId, key]);
}

export interface PropertyUser {
  kind: (typeof propertyUserKinds)[number];
  id: number;
  name: string;
  criteria: Criteria;
}

/** Where criteria are kept; those who keep them stand to the right and know of properties. */
const tables = {
  segment: "segments",
  queue: "queues",
  routing_rule: "routing_rules",
  priority_rule: "priority_rules",
  smart_list: "smart_lists",
} as const;

/** A private list's name is nobody's but its owner's. */
const privateList = "a private one";

/** Everything that has criteria and is not deleted; rules that are switched off too. */
export async function readCriteriaUsers({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<PropertyUser[]> {
  const found = await Promise.all(
    (Object.keys(tables) as (keyof typeof tables)[]).map(async (kind) => {
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
