import type { Row } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import { textColumns } from "./folded-columns.ts";

type Nullable<T> = { [K in keyof T]: T[K] | null };

export interface KnownVisitorRow {
  rules_version: number;
  visitor_id: number | null;
  visitor_contact_id: number | null;
  visitor_revoked_at: Date | null;
  /** The verified contact with the signed externalId, else the visitor's own; null without either. */
  contact: Nullable<Row<"contacts">> | null;
  members: number[];
  excluded: number[];
}

/**
 * All that is known of who writes, in one statement: $1 organization, $2 token hash, $3 signed
 * externalId. The contact's columns come as such (not as JSON), so that they are parsed as ever.
 */
export const findKnownVisitor = statement<
  Omit<KnownVisitorRow, "contact"> & Nullable<Row<"contacts">>
>(`
  WITH visitor AS (
    SELECT id, contact_id, revoked_at FROM visitors WHERE organization_id = $1 AND token_hash = $2
  ), vouched AS (
    SELECT id FROM contacts WHERE organization_id = $1 AND external_id = $3 AND verified
  )
  SELECT o.rules_version, v.id AS visitor_id, v.contact_id AS visitor_contact_id,
    v.revoked_at AS visitor_revoked_at, c.*,
    ARRAY(SELECT segment_id FROM segment_memberships m WHERE m.organization_id = $1
      AND m.contact_id = c.id AND m.state = 'member') AS members,
    ARRAY(SELECT segment_id FROM segment_memberships m WHERE m.organization_id = $1
      AND m.contact_id = c.id AND m.state = 'excluded') AS excluded
  FROM organizations o
  LEFT JOIN visitor v ON true
  LEFT JOIN vouched ON true
  LEFT JOIN contacts c ON c.organization_id = $1 AND c.id = coalesce(vouched.id, v.contact_id)
  WHERE o.organization_id = $1`);

const columns = textColumns.flatMap((column) => [column, `${column}_folded`]);

export type WrittenRow = Row<"contacts"> & { visitor_id: number };

/** $1 organization, $2 token hash, $3 columns, $4 properties, $5 the same folded, $6 verified. */
export const addContactAndVisitor = statement<WrittenRow>(`
  WITH contact AS (
    INSERT INTO contacts (organization_id, ${columns.join(", ")}, properties, properties_folded,
      verified, first_seen_at, last_seen_at)
    SELECT $1, ${columns.map((column) => `$3::jsonb ->> '${column}'`).join(", ")}, $4::jsonb,
      $5::jsonb, $6, now(), now()
    RETURNING *
  ), visitor AS (
    INSERT INTO visitors (organization_id, token_hash, contact_id)
    SELECT $1, $2, id FROM contact
    ON CONFLICT (organization_id, token_hash) DO UPDATE
      SET contact_id = excluded.contact_id, last_seen_at = now()
      WHERE visitors.id = $7::bigint
    RETURNING id
  )
  SELECT contact.*, visitor.id AS visitor_id FROM contact LEFT JOIN visitor ON true`);

/**
 * $3 contact, $4 changed columns, $5 changed properties, $6 the same folded, $7 removed keys,
 * $8 verified, $9 whether anything that is shown changed, $10 the visitor's id if there is one.
 */
export const updateContactAndVisitor = statement<WrittenRow>(`
  WITH contact AS (
    UPDATE contacts SET
      ${columns.map((column) => `${column} = CASE WHEN $4::jsonb ? '${column}' THEN $4::jsonb ->> '${column}' ELSE ${column} END`).join(",\n      ")},
      properties = (properties || $5::jsonb) - $7::text[],
      properties_folded = (properties_folded || $6::jsonb) - $7::text[],
      verified = verified OR $8, revision = revision + $9::integer,
      first_seen_at = coalesce(first_seen_at, now()), last_seen_at = now()
    WHERE organization_id = $1 AND id = $3
    RETURNING *
  ), visitor AS (
    INSERT INTO visitors (organization_id, token_hash, contact_id)
    SELECT $1, $2, id FROM contact
    ON CONFLICT (organization_id, token_hash) DO UPDATE
      SET contact_id = excluded.contact_id, last_seen_at = now()
      WHERE visitors.id = $10::bigint
    RETURNING id
  )
  SELECT contact.*, visitor.id AS visitor_id FROM contact LEFT JOIN visitor ON true`);
