import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readTags, type TagStatus } from "./queries/catalogue.ts";
import { toTag } from "./to-tag.ts";

export interface TagFilter {
  status?: TagStatus | undefined;
  /** Only tags that fit such a record (T2). */
  scope?: "contact" | "conversation" | undefined;
  /** Part of the name, however it is spelled: "VIP cust" finds vip-customer. */
  q?: string | undefined;
}

/** The organization's catalogue, by name; active tags unless asked otherwise (T5). */
export async function listTags(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  { status = "active", scope, q = "" }: TagFilter = {},
): Promise<Tag[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    readTags(transaction, { status, scope }),
  );
  const wanted = searchForm(q);
  return rows.filter((row) => searchForm(row.name).includes(wanted)).map(toTag);
}

/** The catalogue is small, and the database must not fold (criteria, "meaning" 1). */
function searchForm(text: string): string {
  return fold(text).replace(/[\s-]+/gu, " ");
}
