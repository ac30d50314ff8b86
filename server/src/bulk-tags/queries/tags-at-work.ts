import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

export type TagAtWork = Pick<Row<"tags">, "id" | "name" | "scope" | "deleted_at">;

const hold = statement<TagAtWork>(`
  SELECT id, name, scope, deleted_at FROM tags WHERE organization_id = $1 AND id = ANY ($2::integer[])
  ORDER BY id FOR SHARE`);
const deleted = statement<{ id: number }>(
  "SELECT id FROM tags WHERE organization_id = $1 AND deleted_at IS NOT NULL",
);
const limit = statement<{ max_tags_per_record: number | null }>(
  "SELECT max_tags_per_record FROM organizations WHERE organization_id = $1",
);

/** Kept from being deleted until the transaction ends, so that no assignment is born historical. */
export async function holdTags(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<Map<number, TagAtWork>> {
  const rows = await transaction.query(hold, [transaction.organizationId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface TagBounds {
  limit: number | null;
  deleted: ReadonlySet<number>;
}

/** What counts, and how many may. */
export async function readTagBounds(transaction: OrganizationTransaction): Promise<TagBounds> {
  const [settings, gone] = await Promise.all([
    transaction.query(limit, [transaction.organizationId]),
    transaction.query(deleted, [transaction.organizationId]),
  ]);
  const most = settings[0]?.max_tags_per_record ?? null;
  return { limit: most, deleted: new Set(gone.map(({ id }) => id)) };
}
