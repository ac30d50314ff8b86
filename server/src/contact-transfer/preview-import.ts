import type { FileFormat, ImportPreview } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { guessColumns } from "./guess-columns.ts";
import { openRows } from "./import-reader.ts";
import { findImport } from "./queries/contact-imports.ts";
import { toImport } from "./to-import.ts";

const rowsShown = 8;

/** The first rows, read as they were found to be written or as somebody says they are. */
export async function previewImport(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId, actor }: Principal,
  id: number,
  asked: Partial<FileFormat>,
): Promise<ImportPreview> {
  const { row, properties } = await inOrganization(
    database,
    organizationId,
    async (transaction) => ({
      row: await findImport(transaction, id),
      properties: (await rules.read(transaction)).properties,
    }),
  );
  if (!row) throw notFound("import");
  const found = toImport(row);
  const format = { ...found.format, ...asked };
  const reader = openRows(
    database,
    { organizationId, fileId: row.file_id, chunks: row.chunks },
    format,
  );
  const header = await reader.header();
  const { rows } = await reader.read(0, rowsShown);
  await reader.close();
  const writer = actor.type === "agent" ? "agent" : "api";
  const writable = [...properties.values()].filter(({ writers }) => writers.includes(writer));
  const guesses = guessColumns(header, writable);
  const columns = header.map((name, at) => ({ header: name, guess: guesses[at] ?? "ignore" }));
  return { ...found, format, columns, rows };
}
