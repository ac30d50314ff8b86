import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

export type ContactRow = Pick<Row<"contacts">, (typeof contactColumns)[number]>;

export const contactColumns = [
  "id",
  "external_id",
  "email",
  "name",
  "company",
  "phone",
  "country",
  "owner_id",
  "verified",
  "properties",
  "revision",
  "created_at",
  "first_seen_at",
  "last_seen_at",
] as const;

const one = statement<ContactRow>(
  `SELECT ${contactColumns.join(", ")} FROM contacts WHERE organization_id = $1 AND id = $2`,
);

export async function findContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<ContactRow | undefined> {
  return (await transaction.query(one, [transaction.organizationId, id]))[0];
}
