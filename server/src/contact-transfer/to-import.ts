import type { ContactImport } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { ImportRow } from "./queries/contact-imports.ts";

export function toImport(row: ImportRow): ContactImport {
  const { id, name, size, encoding, delimiter, job_id: jobId, created_at } = row;
  const createdAt = created_at.toISOString();
  return { id, name, size, format: { encoding, delimiter }, jobId, createdAt };
}
