import type { ContactFacts } from "@tagalong/shared/criteria/facts.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { PropertyValues } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import { notFound } from "../errors/problem-error.ts";

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

export interface KnownContact {
  contactId: number;
  /** `segments` are the stored memberships, of deleted segments too. */
  facts: ContactFacts;
  /** Segments that a person took the contact out of (S2). */
  excludedFrom: readonly number[];
}

export function toKnownContact(row: ContactFactsRow): KnownContact {
  return {
    contactId: row.contact_id,
    excludedFrom: row.excluded_from ?? [],
    facts: {
      email: row.email_folded,
      name: row.name_folded,
      company: row.company_folded,
      phone: row.phone_folded,
      country: row.country_folded,
      externalId: row.external_id_folded,
      owner: row.owner_id,
      createdAt: row.created_at,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      tags: row.tag_ids,
      segments: row.member_of ?? [],
      properties: row.properties_folded,
    },
  };
}

const readFacts = statement<ContactFactsRow>(`
  SELECT ${contactFactsColumns("c")}, member_of, excluded_from
  FROM contacts c ${membershipsJoin("c.id")}
  WHERE c.organization_id = $1 AND c.id = $2`);

/** The facts of a contact that exists; an unknown or foreign id is refused as not found. */
export async function readContactFacts(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<KnownContact> {
  const [row] = await transaction.query(readFacts, [transaction.organizationId, contactId]);
  if (!row) throw notFound("contact");
  return toKnownContact(row);
}
