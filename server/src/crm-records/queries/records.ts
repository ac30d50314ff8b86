import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import type { RecordKind } from "../record-kind.ts";

/** A record's row with what its contact is called by; the kind's own columns beside. */
export interface RecordRow {
  id: number;
  contact_id: number;
  title: string;
  owner_id: number | null;
  active_tag_ids: number[];
  revision: number;
  created_at: Date;
  updated_at: Date;
  contact_name: string | null;
  contact_email: string | null;
  contact_phone: string | null;
  contact_external_id: string | null;
  [column: string]: unknown;
}

export interface RecordFilter {
  contactId: number | undefined;
  tagId: number | undefined;
  ownerId: number | undefined;
  /** Folded; part of the title or of the contact's name. */
  search: string;
  /** The kind's own, by column. */
  equals: Readonly<Record<string, unknown>>;
  before: number | undefined;
  limit: number;
}

const shown = ({ joined }: RecordKind) => `
  record.*, contact.name AS contact_name, contact.email AS contact_email,
  contact.phone AS contact_phone, contact.external_id AS contact_external_id,
  ARRAY(SELECT t.id FROM tags t WHERE t.organization_id = record.organization_id
    AND t.id = ANY (record.tag_ids) AND t.deleted_at IS NULL ORDER BY t.name) AS active_tag_ids
  ${joined ? `, ${joined.columns}` : ""}`;

const tables = ({ tagged, joined }: RecordKind) => `
  ${tagged.table} record JOIN contacts contact
    ON contact.organization_id = record.organization_id AND contact.id = record.contact_id
  ${joined?.tables ?? ""}`;

/** The latest first. */
export function readRecords(
  transaction: OrganizationTransaction,
  kind: RecordKind,
  { contactId, tagId, ownerId, search, equals, before, limit }: RecordFilter,
): Promise<RecordRow[]> {
  const values: unknown[] = [transaction.organizationId];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const where = ["record.organization_id = $1"];
  if (contactId !== undefined) where.push(`record.contact_id = ${$(contactId)}`);
  if (ownerId !== undefined) where.push(`record.owner_id = ${$(ownerId)}`);
  if (before !== undefined) where.push(`record.id < ${$(before)}`);
  if (tagId !== undefined) {
    const { assignments, key } = kind.tagged;
    where.push(`EXISTS (SELECT FROM ${assignments} a JOIN tags t
      ON t.organization_id = a.organization_id AND t.id = a.tag_id AND t.deleted_at IS NULL
      WHERE a.organization_id = record.organization_id AND a.${key} = record.id
        AND a.tag_id = ${$(tagId)})`);
  }
  for (const [column, value] of Object.entries(equals)) {
    where.push(`record.${column} = ${$(value)}`);
  }
  if (search !== "") {
    const place = $(`%${search.replace(/[\\%_]/g, "\\$&")}%`);
    where.push(`(record.title_folded LIKE ${place} OR contact.name_folded LIKE ${place}
      OR contact.email_folded LIKE ${place})`);
  }
  const page = statement<RecordRow>(`
    SELECT ${shown(kind)} FROM ${tables(kind)}
    WHERE ${where.join(" AND ")} ORDER BY record.id DESC LIMIT ${$(limit)}`);
  return transaction.query(page, values);
}

export async function findRecord(
  transaction: OrganizationTransaction,
  kind: RecordKind,
  id: number,
): Promise<RecordRow | undefined> {
  const one = statement<RecordRow>(`
    SELECT ${shown(kind)} FROM ${tables(kind)}
    WHERE record.organization_id = $1 AND record.id = $2`);
  return (await transaction.query(one, [transaction.organizationId, id]))[0];
}

/** Locked until the transaction ends. */
export async function lockRecordRow(
  transaction: OrganizationTransaction,
  { tagged }: RecordKind,
  id: number,
): Promise<Record<string, unknown> | undefined> {
  const lock = statement<Record<string, unknown>>(
    `SELECT * FROM ${tagged.table} WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`,
  );
  return (await transaction.query(lock, [transaction.organizationId, id]))[0];
}

export async function insertRecord(
  transaction: OrganizationTransaction,
  { tagged }: RecordKind,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  const columns = Object.keys(values);
  const insert = statement<{ id: number }>(`
    INSERT INTO ${tagged.table} (organization_id, ${columns.join(", ")})
    VALUES ($1, ${columns.map((_, at) => `$${at + 2}`).join(", ")}) RETURNING id`);
  const [row] = await transaction.query(insert, [
    transaction.organizationId,
    ...Object.values(values),
  ]);
  if (!row) throw new Error("An insert returns its row.");
  return row.id;
}

export async function updateRecord(
  transaction: OrganizationTransaction,
  { tagged }: RecordKind,
  id: number,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const set = Object.keys(values).map((column, at) => `${column} = $${at + 3}`);
  const update = statement<Record<never, never>>(`
    UPDATE ${tagged.table} SET ${set.join(", ")}, revision = revision + 1, updated_at = now()
    WHERE organization_id = $1 AND id = $2`);
  await transaction.query(update, [transaction.organizationId, id, ...Object.values(values)]);
}

export async function deleteRecordRow(
  transaction: OrganizationTransaction,
  { tagged }: RecordKind,
  id: number,
): Promise<void> {
  const remove = statement<Record<never, never>>(
    `DELETE FROM ${tagged.table} WHERE organization_id = $1 AND id = $2`,
  );
  await transaction.query(remove, [transaction.organizationId, id]);
}

const contact = statement<Record<never, never>>(
  "SELECT FROM contacts WHERE organization_id = $1 AND id = $2 FOR KEY SHARE",
);

/** Whether the organization has this contact; it stays until the transaction ends. */
export async function contactExists(
  transaction: OrganizationTransaction,
  id: number,
): Promise<boolean> {
  const rows = await transaction.query(contact, [transaction.organizationId, id]);
  return rows.length > 0;
}
