import type { FileFormat } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Database } from "../database/database.ts";
import { readChunks } from "../files/read-file.ts";
import { readCsv } from "./csv/read-csv.ts";
import { RowReader } from "./csv/row-reader.ts";

export interface ImportedFile {
  organizationId: number;
  fileId: number;
  chunks: number;
}

/** A file's rows from its beginning. */
export function openRows(
  database: Database,
  { organizationId, fileId, chunks }: ImportedFile,
  format: FileFormat,
): RowReader {
  const pieces = readChunks(database, organizationId, { id: fileId, chunks });
  return new RowReader(readCsv(pieces, format));
}

/** Files that jobs of this process read, in the middle; the one used last stands last. */
const open = new Map<string, RowReader>();
const mostOpen = 4;

/**
 * The reader of a job's file, where the last step left it. A process that finds none, because it has
 * just begun or the job was elsewhere, reads the file again up to there: nothing but the job's own
 * count of rows says where it is, so no row is lost or done twice (F21).
 */
export async function readerOf(
  jobId: number,
  file: ImportedFile,
  from: number,
  openAgain: () => RowReader,
): Promise<RowReader> {
  const key = `${file.organizationId}:${jobId}`;
  let reader = open.get(key);
  open.delete(key);
  if (reader && !reader.canRead(from)) {
    await reader.close();
    reader = undefined;
  }
  reader ??= openAgain();
  open.set(key, reader);
  for (const [oldest, idle] of open) {
    if (open.size <= mostOpen) break;
    open.delete(oldest);
    await idle.close();
  }
  return reader;
}

export async function closeReaderOf(jobId: number, file: ImportedFile): Promise<void> {
  const key = `${file.organizationId}:${jobId}`;
  await open.get(key)?.close();
  open.delete(key);
}
