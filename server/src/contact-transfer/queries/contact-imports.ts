import type { Delimiter, Encoding } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

export interface ImportRow {
  id: number;
  file_id: number;
  name: string;
  encoding: Encoding;
  delimiter: Delimiter;
  lines: number;
  job_id: number | null;
  refused_file_id: number | null;
  created_at: Date;
  size: number;
  chunks: number;
}

const columns = `i.id, i.file_id, i.name, i.encoding, i.delimiter, i.lines, i.job_id,
  i.refused_file_id, i.created_at, f.size, f.chunks`;

const insert = statement<{ id: number }>(`
  INSERT INTO contact_imports (organization_id, file_id, name, encoding, delimiter, lines)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`);

export async function insertImport(
  transaction: OrganizationTransaction,
  one: { fileId: number; name: string; encoding: Encoding; delimiter: Delimiter; lines: number },
): Promise<number> {
  const { fileId, name, encoding, delimiter, lines } = one;
  const values = [transaction.organizationId, fileId, name, encoding, delimiter, lines];
  const [row] = await transaction.query(insert, values);
  if (!row) throw new Error("An import was not stored.");
  return row.id;
}

const from = `FROM contact_imports i
  JOIN stored_files f ON f.organization_id = i.organization_id AND f.id = i.file_id
  WHERE i.organization_id = $1 AND i.id = $2 AND f.expires_at > now()`;
const seen = statement<ImportRow>(`SELECT ${columns} ${from}`);
const held = statement<ImportRow>(`SELECT ${columns} ${from} FOR NO KEY UPDATE OF i`);

export async function findImport(
  transaction: OrganizationTransaction,
  id: number,
  how: "held" | "seen" = "seen",
): Promise<ImportRow | undefined> {
  const one = how === "held" ? held : seen;
  return (await transaction.query(one, [transaction.organizationId, id]))[0];
}

const job = statement<Record<never, never>>(
  "UPDATE contact_imports SET job_id = $3 WHERE organization_id = $1 AND id = $2",
);

export async function storeJob(
  transaction: OrganizationTransaction,
  id: number,
  jobId: number,
): Promise<void> {
  await transaction.query(job, [transaction.organizationId, id, jobId]);
}

const refused = statement<Record<never, never>>(
  "UPDATE contact_imports SET refused_file_id = $3 WHERE organization_id = $1 AND id = $2",
);

export async function storeRefusedFile(
  transaction: OrganizationTransaction,
  id: number,
  fileId: number,
): Promise<void> {
  await transaction.query(refused, [transaction.organizationId, id, fileId]);
}
