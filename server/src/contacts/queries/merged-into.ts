import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

const last = statement<{ id: number }>(`
  WITH RECURSIVE way AS (
    SELECT contact_id AS id, 1 AS step FROM contact_merges
    WHERE organization_id = $1 AND absorbed_id = $2 AND undone_at IS NULL
    UNION ALL
    SELECT m.contact_id, way.step + 1 FROM way
    JOIN contact_merges m
      ON m.organization_id = $1 AND m.absorbed_id = way.id AND m.undone_at IS NULL
  )
  SELECT id FROM way ORDER BY step DESC LIMIT 1`);

/** The contact that an absorbed one is part of by now. */
export async function findMergedInto(
  transaction: OrganizationTransaction,
  id: number,
): Promise<number | undefined> {
  return (await transaction.query(last, [transaction.organizationId, id]))[0]?.id;
}
