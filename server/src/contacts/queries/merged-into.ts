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

/**
 * SQL: the table expression `family (id)` of a contact and everybody whom it has absorbed, for
 * `WITH RECURSIVE`. The organization is $1. Events keep the number of whom they happened to.
 */
export const familyOf = (contactId: string) => `
  family (id) AS (
    SELECT ${contactId}::bigint
    UNION
    SELECT m.absorbed_id FROM family
    JOIN contact_merges m
      ON m.organization_id = $1 AND m.contact_id = family.id AND m.undone_at IS NULL
  )`;
