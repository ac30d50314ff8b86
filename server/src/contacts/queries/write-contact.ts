import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { FieldColumns, StoredFields } from "../plan-change.ts";
import { contactColumns, type ContactRow } from "./contacts.ts";

type LockedContact = ContactRow & StoredFields;

const lock = statement<LockedContact>(`
  SELECT ${contactColumns.join(", ")}, properties_folded FROM contacts
  WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`);

/** As it is, and as it stays until the transaction ends. */
export async function lockContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<LockedContact | undefined> {
  return (await transaction.query(lock, [transaction.organizationId, id]))[0];
}

function toValues({ properties, properties_folded, ...columns }: FieldColumns) {
  return {
    ...columns,
    ...(properties && { properties: JSON.stringify(properties) }),
    ...(properties_folded && { properties_folded: JSON.stringify(properties_folded) }),
  };
}

/** Undefined when another contact is proven to have the external id; the transaction is then over. */
export async function insertContact(
  { kysely, organizationId }: OrganizationTransaction,
  columns: FieldColumns,
): Promise<ContactRow | undefined> {
  return await unlessTaken(() =>
    kysely
      .insertInto("contacts")
      .values({ organization_id: organizationId, ...toValues(columns) })
      .returning(contactColumns)
      .executeTakeFirstOrThrow(),
  );
}

/** Undefined when another contact is proven to have the external id; the transaction is then over. */
export async function updateContact(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  columns: FieldColumns,
): Promise<ContactRow | undefined> {
  return await unlessTaken(() =>
    kysely
      .updateTable("contacts")
      .set({ ...toValues(columns), revision: sql<number>`revision + 1` })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .returning(contactColumns)
      .executeTakeFirstOrThrow(),
  );
}

async function unlessTaken(write: () => Promise<ContactRow>): Promise<ContactRow | undefined> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, "contacts_external_id")) return undefined;
    throw error;
  }
}

interface OwnerRow {
  id: number;
  name: string;
  active: boolean;
}

const owners = statement<OwnerRow>(`
  SELECT id, name, deactivated_at IS NULL AS active FROM agents
  WHERE organization_id = $1 AND id = ANY($2::integer[]) FOR KEY SHARE`);

/** Those of these agents that there are, by id; none of them goes away meanwhile. */
export async function readOwners(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<Map<number, OwnerRow>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.query(owners, [transaction.organizationId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

const alias = statement<{ taken: boolean }>(`
  SELECT EXISTS (SELECT FROM contact_aliases
    WHERE organization_id = $1 AND external_id = $2 AND contact_id IS DISTINCT FROM $3::bigint) AS taken`);

/** Whether another contact is found by this external id because it absorbed who had it (C6). */
export async function isAliasOfAnother(
  transaction: OrganizationTransaction,
  externalId: string,
  contactId: number | null,
): Promise<boolean> {
  const [row] = await transaction.query(alias, [transaction.organizationId, externalId, contactId]);
  return row?.taken ?? false;
}

const touch = statement<{ id: number }>(`
  UPDATE conversations SET revision = revision + 1
  WHERE organization_id = $1 AND contact_id = $2 RETURNING id`);

/** The contact's conversations show its name and address: they are newer now than anybody holds. */
export async function touchConversations(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<number[]> {
  const rows = await transaction.query(touch, [transaction.organizationId, contactId]);
  return rows.map(({ id }) => id);
}
