import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { taggedRecords } from "../tagged-record.ts";

export interface TagCounts {
  tag_id: number;
  contacts: number;
  conversations: number;
  leads: number;
  deals: number;
}

const counted = taggedRecords.map(({ table, assignments }) => ({
  column: `coalesce(${table}, 0)::integer AS ${table}`,
  join: `LEFT JOIN (
    SELECT tag_id, count(*) AS ${table} FROM ${assignments}
    WHERE organization_id = $1 GROUP BY tag_id
  ) AS on_${table} ON on_${table}.tag_id = id`,
}));

const counts = statement<TagCounts>(`
  SELECT id AS tag_id, ${counted.map(({ column }) => column).join(", ")}
  FROM tags ${counted.map(({ join }) => join).join(" ")}
  WHERE organization_id = $1
  ORDER BY id`);

/** On how many records each tag is, deleted tags' history too. */
export async function readTagCounts(transaction: OrganizationTransaction): Promise<TagCounts[]> {
  return await transaction.query(counts, [transaction.organizationId]);
}
