import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

export type ContactRow = Pick<Row<"contacts">, (typeof columns)[number]>;

const columns = [
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
  `SELECT ${columns.join(", ")} FROM contacts WHERE organization_id = $1 AND id = $2`,
);

export async function findContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<ContactRow | undefined> {
  return (await transaction.query(one, [transaction.organizationId, id]))[0];
}

/** Where a page of contacts ended; `seen` in microseconds, null among those never seen. */
export interface ContactPlace {
  seen: number | null;
  id: number;
}

export type PlacedContactRow = ContactRow & { seen: number | null };

const matches = `($2::text IS NULL OR name_folded LIKE $2 OR email_folded LIKE $2
  OR phone_folded LIKE $2 OR company_folded LIKE $2)`;
const shown = `${columns.join(", ")}, (extract(epoch FROM last_seen_at) * 1000000)::bigint AS seen`;

/** Two walks of one index: who was seen, latest first, then who never was. */
export const contactPage = statement<PlacedContactRow>(`
  (SELECT ${shown} FROM contacts
    WHERE organization_id = $1 AND $3::bigint IS NOT NULL AND ${matches} AND (last_seen_at, id) <
      ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::bigint)
    ORDER BY last_seen_at DESC NULLS LAST, id DESC LIMIT $5)
  UNION ALL
  (SELECT ${shown} FROM contacts
    WHERE organization_id = $1 AND last_seen_at IS NULL AND ${matches}
      AND ($3::bigint IS NOT NULL OR id < $4::bigint)
    ORDER BY id DESC LIMIT $5)
  ORDER BY last_seen_at DESC NULLS LAST, id DESC LIMIT $5`);

/** Before everybody: seen in the far future. */
const start: ContactPlace = { seen: 9_000_000_000_000_000, id: Number.MAX_SAFE_INTEGER };

/** `search` is folded; it is looked for within name, email, phone and company. */
export async function readContacts(
  transaction: OrganizationTransaction,
  { search, after = start, limit }: { search: string; after?: ContactPlace; limit: number },
): Promise<PlacedContactRow[]> {
  const pattern = search === "" ? null : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const { seen, id } = after;
  return await transaction.query(contactPage, [
    transaction.organizationId,
    pattern,
    seen,
    id,
    limit,
  ]);
}
