import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { PropertyValues } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

/** What criteria and deciders need of a contact, as columns of one row. */
export interface ContactFactsRow {
  contact_id: number;
  email_folded: string | null;
  name_folded: string | null;
  company_folded: string | null;
  phone_folded: string | null;
  country_folded: string | null;
  external_id_folded: string | null;
  owner_id: number | null;
  properties_folded: PropertyValues;
  tag_ids: number[];
  created_at: Date;
  first_seen_at: Date | null;
  last_seen_at: Date | null;
  member_of: number[] | null;
  excluded_from: number[] | null;
}

/** Columns of `ContactFactsRow` that the table holds, over an alias. */
export const contactFactsColumns = (alias: string) =>
  `${alias}.id AS contact_id, ${[
    "email_folded",
    "name_folded",
    "company_folded",
    "phone_folded",
    "country_folded",
    "external_id_folded",
    "owner_id",
    "properties_folded",
    "tag_ids",
    "created_at",
    "first_seen_at",
    "last_seen_at",
  ]
    .map((column) => `${alias}.${column}`)
    .join(", ")}`;

/** Joins the contact's stored memberships and exclusions to a row that has its id. */
export const membershipsJoin = (contactId: string) => `
  CROSS JOIN LATERAL (
    SELECT array_agg(m.segment_id) FILTER (WHERE m.state = 'member') AS member_of,
      array_agg(m.segment_id) FILTER (WHERE m.state = 'excluded') AS excluded_from
    FROM segment_memberships m WHERE m.organization_id = $1 AND m.contact_id = ${contactId}
  ) memberships`;

const find = statement<ContactFactsRow>(`
  SELECT ${contactFactsColumns("c")}, member_of, excluded_from
  FROM contacts c ${membershipsJoin("c.id")}
  WHERE c.organization_id = $1 AND c.id = $2`);

export async function findContactFacts(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<ContactFactsRow | undefined> {
  const [row] = await transaction.query(find, [transaction.organizationId, contactId]);
  return row;
}

const findAll = statement<ContactFactsRow>(`
  SELECT ${contactFactsColumns("c")}, member_of, excluded_from
  FROM contacts c ${membershipsJoin("c.id")}
  WHERE c.organization_id = $1 AND c.id = ANY ($2::bigint[])`);

export async function findFactsOf(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<ContactFactsRow[]> {
  return await transaction.query(findAll, [transaction.organizationId, contactIds]);
}
