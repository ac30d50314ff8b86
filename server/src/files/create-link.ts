import type { FileLink } from "@tagalong/shared/contracts/file.ts";
import type { Principal } from "../auth/principal.ts";
import { hashToken, newDownloadToken } from "../auth/tokens.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { insertLink } from "./queries.ts";
import { findReadableFile } from "./read-file.ts";

/** Long enough for a browser to begin to save it; a download under way is not cut off. */
const linkSeconds = 5 * 60;

/**
 * An address that a browser can save a file from without a sign-in in its headers, so that a large
 * one goes from the network to the disk and not through a page's memory.
 */
export async function createLink(
  database: Database,
  principal: Principal,
  fileId: number,
): Promise<FileLink> {
  const { organizationId } = principal;
  const file = await findReadableFile(database, principal, fileId);
  const token = newDownloadToken(organizationId);
  const expiresAt = await inOrganization(database, organizationId, (transaction) =>
    insertLink(transaction, file.id, hashToken(token), linkSeconds),
  );
  return { path: `/api/downloads/${token}`, expiresAt: expiresAt.toISOString() };
}
