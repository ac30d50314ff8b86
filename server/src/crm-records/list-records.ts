import { fold } from "@tagalong/shared/criteria/fold.ts";
import { z } from "zod";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import { readRecords, type RecordRow } from "./queries/records.ts";
import type { RecordKind } from "./record-kind.ts";

export interface RecordsAsked {
  contact?: number | undefined;
  tag?: number | undefined;
  owner?: number | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const placeSchema = z.int().positive();

/** Records of a kind, the latest first, a page at a time; `equals` by column. */
export async function listRecords<Item>(
  { database }: Pick<Services, "database">,
  principal: Principal,
  kind: RecordKind,
  { contact, tag, owner, q = "", cursor, limit = defaultPageSize }: RecordsAsked,
  equals: Readonly<Record<string, unknown>>,
  toItem: (row: RecordRow) => Item,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  if (tag !== undefined) requirePermission(principal, "view tags");
  const filter = {
    contactId: contact,
    tagId: tag,
    ownerId: owner,
    search: fold(q),
    equals,
    before: readCursor(cursor, placeSchema),
    limit: limit + 1,
  };
  const rows = await inOrganization(database, principal.organizationId, (transaction) =>
    readRecords(transaction, kind, filter),
  );
  const tags = principal.permissions.has("view tags");
  return toPage(
    rows,
    limit,
    ({ id }) => id,
    (row) => toItem(tags ? row : { ...row, active_tag_ids: [] }),
  );
}
