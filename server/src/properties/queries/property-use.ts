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
