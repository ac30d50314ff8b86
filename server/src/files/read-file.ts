import type { Principal } from "../auth/principal.ts";
import { requirePermission } from "../auth/principal.ts";
import { claimedOrganization, hashToken } from "../auth/tokens.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { findFile, findLinkedFile, readChunk, type StoredFileRow } from "./queries.ts";
import { toStream } from "./to-stream.ts";

export interface FileContent {
  name: string;
  contentType: string;
  size: number;
  stream: ReadableStream<Uint8Array>;
}

/** A whole file that the asking person may read. */
export async function findReadableFile(
  database: Database,
  principal: Principal,
  fileId: number,
): Promise<StoredFileRow> {
  const file = await inOrganization(database, principal.organizationId, (transaction) =>
    findFile(transaction, fileId),
  );
  if (!file) throw notFound("file");
  requirePermission(principal, file.permission);
  if (!file.complete) throw notFound("file");
  return file;
}

export async function readFile(
  database: Database,
  principal: Principal,
  fileId: number,
): Promise<FileContent> {
  const file = await findReadableFile(database, principal, fileId);
  return toContent(database, principal.organizationId, file);
}

/** What a link's token stands for (create-link.ts). */
export async function readLinkedFile(database: Database, token: string): Promise<FileContent> {
  const organizationId = claimedOrganization(token, "tgd");
  if (organizationId === undefined) throw notFound("file");
  const file = await inOrganization(database, organizationId, (transaction) =>
    findLinkedFile(transaction, hashToken(token)),
  );
  if (!file?.complete) throw notFound("file");
  return toContent(database, organizationId, file);
}

function toContent(database: Database, organizationId: number, file: StoredFileRow): FileContent {
  const { name, content_type: contentType, size } = file;
  const chunks = readChunks(database, organizationId, file);
  return { name, contentType, size, stream: toStream(chunks) };
}

/** A piece at a time, each in a transaction of its own: a slow reader holds no connection. */
export async function* readChunks(
  database: Database,
  organizationId: number,
  { id, chunks }: Pick<StoredFileRow, "id" | "chunks">,
): AsyncGenerator<Buffer> {
  for (let position = 0; position < chunks; position++) {
    const bytes = await inOrganization(database, organizationId, (transaction) =>
      readChunk(transaction, id, position),
    );
    if (!bytes) throw new Error("A piece of a stored file is missing.");
    yield bytes;
  }
}
