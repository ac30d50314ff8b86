import { CompiledQuery } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { CompiledFilter } from "../compile-filter.ts";

export async function countFiltered(
  { kysely, organizationId }: OrganizationTransaction,
  filter: CompiledFilter,
  now: Date,
): Promise<number> {
  const { text, parameters } = filter(2, now);
  const { rows } = await kysely.executeQuery<{ count: number }>(
    CompiledQuery.raw(
      `SELECT count(*) AS count FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${text})`,
      [organizationId, ...parameters],
    ),
  );
  return rows[0]?.count ?? 0;
}
