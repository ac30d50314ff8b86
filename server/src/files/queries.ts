import type { Permission } from "@tagalong/shared/permissions.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

export interface StoredFileRow {
  id: number;
  name: string;
  content_type: string;
  permission: Permission;
  size: number;
  chunks: number;
  complete: boolean;
  created_at: Date;
  expires_at: Date;
}

const columns =
  "f.id, f.name, f.content_type, f.permission, f.size, f.chunks, f.complete, f.created_at, f.expires_at";

const insert = statement<{ id: number }>(`
  INSERT INTO stored_files (organization_id, name, content_type, permission, expires_at)
  VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second') RETURNING id`);

export async function insertFile(
  transaction: OrganizationTransaction,
  file: { name: string; contentType: string; permission: Permission; seconds: number },
): Promise<number> {
  const { name, contentType, permission, seconds } = file;
  const values = [transaction.organizationId, name, contentType, permission, seconds];
  const [row] = await transaction.query(insert, values);
  if (!row) throw new Error("A file was not stored.");
  return row.id;
}

/** The row's lock keeps two writers from taking the same place. */
const append = statement<Record<never, never>>(`
  WITH file AS (
    UPDATE stored_files SET chunks = chunks + 1, size = size + length($3::bytea)
    WHERE organization_id = $1 AND id = $2 RETURNING id, chunks - 1 AS position
  )
  INSERT INTO stored_file_chunks (organization_id, file_id, position, bytes)
  SELECT $1, id, position, $3::bytea FROM file RETURNING position`);

/** False when there is no such file. */
export async function insertChunk(
  transaction: OrganizationTransaction,
  fileId: number,
  bytes: Buffer,
): Promise<boolean> {
  const rows = await transaction.query(append, [transaction.organizationId, fileId, bytes]);
  return rows.length > 0;
}

const complete = statement<Record<never, never>>(`
  UPDATE stored_files SET complete = true WHERE organization_id = $1 AND id = $2`);

export async function markComplete(
  transaction: OrganizationTransaction,
  fileId: number,
): Promise<void> {
  await transaction.query(complete, [transaction.organizationId, fileId]);
}

const remove = statement<Record<never, never>>(
  "DELETE FROM stored_files WHERE organization_id = $1 AND id = $2",
);

export async function deleteFile(
  transaction: OrganizationTransaction,
  fileId: number,
): Promise<void> {
  await transaction.query(remove, [transaction.organizationId, fileId]);
}

const one = statement<StoredFileRow>(`
  SELECT ${columns} FROM stored_files f
  WHERE f.organization_id = $1 AND f.id = $2 AND f.expires_at > now()`);

export async function findFile(
  transaction: OrganizationTransaction,
  fileId: number,
): Promise<StoredFileRow | undefined> {
  return (await transaction.query(one, [transaction.organizationId, fileId]))[0];
}

const chunk = statement<{ bytes: Buffer }>(`
  SELECT bytes FROM stored_file_chunks
  WHERE organization_id = $1 AND file_id = $2 AND position = $3`);

export async function readChunk(
  transaction: OrganizationTransaction,
  fileId: number,
  position: number,
): Promise<Buffer | undefined> {
  const rows = await transaction.query(chunk, [transaction.organizationId, fileId, position]);
  return rows[0]?.bytes;
}

const insertLinkStatement = statement<{ expires_at: Date }>(`
  INSERT INTO stored_file_links (organization_id, file_id, token_hash, expires_at)
  VALUES ($1, $2, $3, now() + $4 * interval '1 second') RETURNING expires_at`);

export async function insertLink(
  transaction: OrganizationTransaction,
  fileId: number,
  tokenHash: Buffer,
  seconds: number,
): Promise<Date> {
  const values = [transaction.organizationId, fileId, tokenHash, seconds];
  const [row] = await transaction.query(insertLinkStatement, values);
  if (!row) throw new Error("A link was not stored.");
  return row.expires_at;
}

const byLink = statement<StoredFileRow>(`
  SELECT ${columns} FROM stored_file_links l
  JOIN stored_files f ON f.organization_id = l.organization_id AND f.id = l.file_id
  WHERE l.organization_id = $1 AND l.token_hash = $2
    AND l.expires_at > now() AND f.expires_at > now()`);

export async function findLinkedFile(
  transaction: OrganizationTransaction,
  tokenHash: Buffer,
): Promise<StoredFileRow | undefined> {
  return (await transaction.query(byLink, [transaction.organizationId, tokenHash]))[0];
}
