import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { appendToFile, completeFile, createFile, type NewFile } from "./create-file.ts";
import { deleteFile } from "./queries.ts";

const chunkSize = 1024 * 1024;

/**
 * Stores what somebody sends, piece by piece, each in a transaction of its own: a slow sender holds
 * no connection, and a large file no memory. What is cut off, too large or refused by `look`, which
 * sees the first piece, leaves nothing behind.
 */
export async function storeStream<Seen>(
  database: Database,
  organizationId: number,
  stream: ReadableStream<Uint8Array>,
  file: NewFile & { most: number; look: (first: Buffer) => Promise<Seen> },
): Promise<{ fileId: number; size: number; lines: number; seen: Seen }> {
  const { most, look } = file;
  const fileId = await inOrganization(database, organizationId, (transaction) =>
    createFile(transaction, file),
  );
  let size = 0;
  let lines = 0;
  let seen: { value: Seen } | undefined;
  try {
    const store = async (bytes: Buffer) => {
      seen ??= { value: await look(bytes) };
      await inOrganization(database, organizationId, (transaction) =>
        appendToFile(transaction, fileId, bytes),
      );
    };
    for await (const bytes of inChunks(stream)) {
      size += bytes.length;
      if (size > most) throw tooLarge(most);
      lines += countLines(bytes);
      await store(bytes);
    }
    seen ??= { value: await look(Buffer.alloc(0)) };
    await inOrganization(database, organizationId, (transaction) =>
      completeFile(transaction, fileId),
    );
  } catch (error) {
    await inOrganization(database, organizationId, (transaction) =>
      deleteFile(transaction, fileId),
    );
    throw error;
  }
  return { fileId, size, lines, seen: seen.value };
}

const lineFeed = 10;

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count++;
  return count;
}

function tooLarge(most: number): ProblemError {
  return new ProblemError(
    "too_large",
    `The file is larger than ${Math.round(most / 1024 / 1024)} MB.`,
  );
}

/** Gathers what arrives, however small its pieces are. */
async function* inChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    held.push(piece);
    length += piece.length;
    if (length < chunkSize) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}
