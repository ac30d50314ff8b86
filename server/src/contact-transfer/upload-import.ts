import {
  maxImportColumns,
  maxImportSize,
  type ContactImport,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { storeStream } from "../files/store-stream.ts";
import type { Services } from "../services.ts";
import { detectFormat } from "./csv/detect-format.ts";
import { readCsv } from "./csv/read-csv.ts";
import { RowReader } from "./csv/row-reader.ts";
import { findImport, insertImport } from "./queries/contact-imports.ts";
import { toImport } from "./to-import.ts";

/** Takes a file in as it comes; one that is no table of contacts is refused and not kept. */
export async function uploadImport(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  { name, body }: { name: string; body: ReadableStream<Uint8Array> | null },
): Promise<ContactImport> {
  if (!body) throw new ProblemError("invalid_value", "The file is empty.", "file");
  const { fileId, seen, lines } = await storeStream(database, organizationId, body, {
    name,
    contentType: "text/csv",
    permission: "manage contacts",
    most: maxImportSize,
    look: lookAt,
  });
  return await inOrganization(database, organizationId, async (transaction) => {
    const one = { fileId, name, lines, ...seen };
    const row = await findImport(transaction, await insertImport(transaction, one));
    if (!row) throw notFound("import");
    return toImport(row);
  });
}

async function lookAt(first: Buffer) {
  const format = detectFormat(first);
  const reader = new RowReader(readCsv(only(first), format));
  const header = await reader.header();
  const { rows, broken } = await reader.read(0, 1);
  await reader.close();
  const refuse = (message: string) => new ProblemError("invalid_value", message, "file");
  if (header.length > maxImportColumns) {
    throw refuse(`The file has ${header.length} columns; ${maxImportColumns} is the most.`);
  }
  if (broken && header.length === 0) throw refuse(`Line 1: ${broken.reason}`);
  if (rows.length === 0 && !broken) {
    throw refuse("The file has a header only: there is no contact in it.");
  }
  return format;
}

async function* only(piece: Buffer) {
  yield piece;
}
