import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import type {
  ChangedColumns,
  FollowingTable,
  StoredAssignment,
  StoredMembership,
} from "../stored-rows.ts";

type Nothing = Record<never, never>;

/** Other tables have no revision to tell windows by. */
const revised = (table: FollowingTable) =>
  table === "visitors" ? "" : ", revision = revision + 1";

function statementsFor(table: FollowingTable) {
  return {
    find: statement<{ id: number }>(`
      SELECT id FROM ${table} WHERE organization_id = $1 AND contact_id = $2
      ORDER BY id FOR NO KEY UPDATE`),
    still: statement<{ id: number }>(`
      SELECT id FROM ${table}
      WHERE organization_id = $1 AND contact_id = $2 AND id = ANY ($3::bigint[])
      ORDER BY id FOR NO KEY UPDATE`),
    move: statement<Nothing>(`
      UPDATE ${table} SET contact_id = $3${revised(table)}
      WHERE organization_id = $1 AND id = ANY ($2::bigint[])`),
  };
}

const following = {
  conversations: statementsFor("conversations"),
  leads: statementsFor("leads"),
  deals: statementsFor("deals"),
  visitors: statementsFor("visitors"),
};

/** Everything of one table that is the contact's, locked in the order that everybody locks in. */
export async function lockFollowing(
  transaction: OrganizationTransaction,
  table: FollowingTable,
  contactId: number,
): Promise<number[]> {
  const rows = await transaction.query(following[table].find, [
    transaction.organizationId,
    contactId,
  ]);
  return rows.map(({ id }) => id);
}

/** Those of the rows that are still the contact's, locked in the same order. */
export async function lockStillFollowing(
  transaction: OrganizationTransaction,
  table: FollowingTable,
  contactId: number,
  ids: readonly number[],
): Promise<number[]> {
  const values = [transaction.organizationId, contactId, ids];
  return (await transaction.query(following[table].still, values)).map(({ id }) => id);
}

/** Gives rows to a contact. Messages keep who wrote them, as events do: a merge rewrites no history. */
export async function moveFollowing(
  transaction: OrganizationTransaction,
  table: FollowingTable,
  ids: readonly number[],
  contactId: number,
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.query(following[table].move, [transaction.organizationId, ids, contactId]);
}

const addAssignments = statement<Nothing>(`
  INSERT INTO tag_assignments
    (organization_id, contact_id, tag_id, source, actor_type, actor_id, created_at)
  SELECT $1, $2::bigint, a.tag_id, a.source, a.actor_type, a.actor_id, a.created_at
  FROM jsonb_populate_recordset(NULL::tag_assignments, $3::jsonb) a
  ON CONFLICT DO NOTHING`);

/** Assignments as they are, with their source and date, on another contact. */
export async function insertAssignments(
  transaction: OrganizationTransaction,
  contactId: number,
  assignments: readonly StoredAssignment[],
): Promise<void> {
  if (assignments.length === 0) return;
  const values = [transaction.organizationId, contactId, JSON.stringify(assignments)];
  await transaction.query(addAssignments, values);
}

const addMemberships = statement<Nothing>(`
  INSERT INTO segment_memberships
    (organization_id, segment_id, contact_id, state, by_hand, met_condition, source, actor_type,
     actor_id, reason, created_at)
  SELECT $1, m.segment_id, m.contact_id, m.state, m.by_hand, coalesce(m.met_condition, false),
    m.source, m.actor_type, m.actor_id, m.reason, m.created_at
  FROM jsonb_populate_recordset(NULL::segment_memberships, $2::jsonb) m
  ON CONFLICT (organization_id, segment_id, contact_id) DO UPDATE SET
    state = excluded.state, by_hand = excluded.by_hand,
    met_condition = excluded.met_condition, source = excluded.source,
    actor_type = excluded.actor_type, actor_id = excluded.actor_id, reason = excluded.reason,
    created_at = excluded.created_at`);

/** Memberships as they are, each in the place of the one that its contact may have there. */
export async function putMemberships(
  transaction: OrganizationTransaction,
  memberships: readonly StoredMembership[],
): Promise<void> {
  if (memberships.length === 0) return;
  await transaction.query(addMemberships, [
    transaction.organizationId,
    JSON.stringify(memberships),
  ]);
}

const moveAliasesTo = statement<Nothing>(`
  UPDATE contact_aliases SET contact_id = $2
  WHERE organization_id = $1 AND external_id = ANY ($3::text[])`);
const addAlias = statement<Nothing>(
  "INSERT INTO contact_aliases (organization_id, external_id, contact_id) VALUES ($1, $2, $3)",
);

export async function moveAliases(
  transaction: OrganizationTransaction,
  aliases: readonly string[],
  contactId: number,
): Promise<void> {
  if (aliases.length === 0) return;
  await transaction.query(moveAliasesTo, [transaction.organizationId, contactId, aliases]);
}

export async function insertAlias(
  transaction: OrganizationTransaction,
  externalId: string,
  contactId: number,
): Promise<void> {
  await transaction.query(addAlias, [transaction.organizationId, externalId, contactId]);
}

const removeContact = statement<Nothing>(
  "DELETE FROM contacts WHERE organization_id = $1 AND id = $2",
);

/** Whatever of the contact has not moved goes with it. */
export async function deleteContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<void> {
  await transaction.query(removeContact, [transaction.organizationId, id]);
}

const changeable = [
  ...["external_id", "email", "name", "company", "phone", "country"].flatMap((column) => [
    column,
    `${column}_folded`,
  ]),
  "owner_id",
  "verified",
  "properties",
  "properties_folded",
  "first_seen_at",
  "last_seen_at",
];

const change = statement<{ revision: number }>(`
  UPDATE contacts AS c SET (${changeable.join(", ")}) = (
      SELECT ${changeable.map((column) => `now.${column}`).join(", ")}
      FROM jsonb_populate_record(c, $3::jsonb) AS now),
    tag_ids = ARRAY(SELECT one FROM unnest(c.tag_ids) WITH ORDINALITY AS u (one, at)
      WHERE one <> ALL ($4::integer[]) ORDER BY at) || $5::integer[],
    revision = c.revision + 1
  WHERE c.organization_id = $1 AND c.id = $2 RETURNING c.revision`);

/** Writes columns that were decided, and the list of tags; answers the new revision. */
export async function changeContact(
  transaction: OrganizationTransaction,
  id: number,
  columns: ChangedColumns,
  tags: { removed?: readonly number[]; added?: readonly number[] },
): Promise<number> {
  const { removed = [], added = [] } = tags;
  const [row] = await transaction.query(change, [
    transaction.organizationId,
    id,
    JSON.stringify(columns),
    removed,
    added,
  ]);
  if (!row) throw new Error("A locked contact is gone.");
  return row.revision;
}
