import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import {
  followingTables,
  type FollowingTable,
  type StoredContact,
  type StoredMembership,
} from "../stored-rows.ts";
import type { UnitedAssignment } from "../unite-tags.ts";

const contact = statement<{ row: StoredContact }>(
  "SELECT to_jsonb(c) AS row FROM contacts c WHERE organization_id = $1 AND id = $2",
);

export async function readStoredContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<StoredContact | undefined> {
  return (await transaction.query(contact, [transaction.organizationId, id]))[0]?.row;
}

const assignments = statement<{ row: UnitedAssignment }>(`
  SELECT to_jsonb(a) || jsonb_build_object('historical', t.deleted_at IS NOT NULL) AS row
  FROM tag_assignments a JOIN tags t ON t.organization_id = $1 AND t.id = a.tag_id
  WHERE a.organization_id = $1 AND a.contact_id = $2
  ORDER BY a.created_at, a.tag_id`);

/** Earliest first. */
export async function readStoredAssignments(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<UnitedAssignment[]> {
  const rows = await transaction.query(assignments, [transaction.organizationId, contactId]);
  return rows.map(({ row }) => row);
}

const memberships = statement<{ row: StoredMembership }>(`
  SELECT to_jsonb(m) AS row FROM segment_memberships m
  WHERE organization_id = $1 AND contact_id = $2 ORDER BY segment_id`);

export async function readStoredMemberships(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<StoredMembership[]> {
  const rows = await transaction.query(memberships, [transaction.organizationId, contactId]);
  return rows.map(({ row }) => row);
}

const seen = statement<{ first: string | null; last: string | null }>(`
  SELECT to_jsonb(min(first_seen_at)) #>> '{}' AS first, to_jsonb(max(last_seen_at)) #>> '{}' AS last
  FROM contacts WHERE organization_id = $1 AND id IN ($2::bigint, $3::bigint)`);

/** Since when and until when either of two contacts was seen. */
export async function readSeen(
  transaction: OrganizationTransaction,
  one: number,
  other: number,
): Promise<{ first: string | null; last: string | null }> {
  const [row] = await transaction.query(seen, [transaction.organizationId, one, other]);
  return row ?? { first: null, last: null };
}

const counts = statement<Record<FollowingTable, number>>(
  `SELECT ${followingTables
    .map(
      (table) =>
        `(SELECT count(*) FROM ${table} WHERE organization_id = $1 AND contact_id = $2) AS ${table}`,
    )
    .join(", ")}`,
);

export async function countFollowing(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<Record<FollowingTable, number>> {
  const [row] = await transaction.query(counts, [transaction.organizationId, contactId]);
  if (!row) throw new Error("Counts are one row.");
  return row;
}

const aliases = statement<{ external_id: string }>(`
  SELECT external_id FROM contact_aliases
  WHERE organization_id = $1 AND contact_id = $2 ORDER BY external_id`);

export async function readAliases(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<string[]> {
  const rows = await transaction.query(aliases, [transaction.organizationId, contactId]);
  return rows.map((row) => row.external_id);
}

const limit = statement<{ limit: number | null }>(
  `SELECT max_tags_per_record AS limit FROM organizations WHERE organization_id = $1`,
);

/** How many active tags a record may hold (T7); null for any number. */
export async function readTagLimit(transaction: OrganizationTransaction): Promise<number | null> {
  return (await transaction.query(limit, [transaction.organizationId]))[0]?.limit ?? null;
}

type Definition = Pick<Row<"properties">, "key" | "label" | "kind">;

const definitions = statement<Definition>(`
  SELECT key, label, kind FROM properties WHERE organization_id = $1 AND deleted_at IS NULL
  ORDER BY position, key`);

/** The organization's properties, in its order. */
export async function readDefinitions(transaction: OrganizationTransaction): Promise<Definition[]> {
  return await transaction.query(definitions, [transaction.organizationId]);
}

const names = {
  tags: statement<{ id: number; name: string }>(
    "SELECT id, name FROM tags WHERE organization_id = $1 AND id = ANY ($2::integer[]) ORDER BY name",
  ),
  segments: statement<{ id: number; name: string }>(
    `SELECT id, name FROM segments
     WHERE organization_id = $1 AND id = ANY ($2::integer[]) AND deleted_at IS NULL ORDER BY name`,
  ),
  agents: statement<{ id: number; name: string }>(
    "SELECT id, name FROM agents WHERE organization_id = $1 AND id = ANY ($2::integer[])",
  ),
};

export async function readNames(
  transaction: OrganizationTransaction,
  of: keyof typeof names,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.query(names[of], [transaction.organizationId, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
