import type { Permission } from "@tagalong/shared/permissions.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { insertChunk, insertFile, markComplete } from "./queries.ts";

const day = 24 * 60 * 60;
/** Long enough to come back after a weekend. */
export const fileSeconds = 7 * day;

export interface NewFile {
  name: string;
  contentType: string;
  /** Whoever holds it may read the file. */
  permission: Permission;
}

/** Begins a file; it is served when it is complete, and deleted when its time is over. */
export function createFile(transaction: OrganizationTransaction, file: NewFile): Promise<number> {
  return insertFile(transaction, { ...file, seconds: fileSeconds });
}

export async function appendToFile(
  transaction: OrganizationTransaction,
  fileId: number,
  bytes: Buffer,
): Promise<void> {
  if (bytes.length === 0) return;
  if (!(await insertChunk(transaction, fileId, bytes))) {
    throw new Error("A file that was being written is gone.");
  }
}

/** Nothing is added to it from now on. */
export function completeFile(transaction: OrganizationTransaction, fileId: number): Promise<void> {
  return markComplete(transaction, fileId);
}
