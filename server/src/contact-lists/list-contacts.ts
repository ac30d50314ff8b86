import type { ContactFilter, ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { ContactListRow, SortDirection } from "@tagalong/shared/contracts/contact-list.ts";
import type { Principal } from "../auth/principal.ts";
import { toContact } from "../contacts/to-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import { knownValues } from "../properties/known-values.ts";
import type { Services } from "../services.ts";
import { compileFilter } from "./compile-filter.ts";
import { contactCursorSchema, contactOrder, toContactCursor } from "./contact-order.ts";
import { readContactPage } from "./queries/contact-page.ts";

export interface ContactsAsked {
  filter?: ContactFilter | undefined;
  /** Last seen unless asked otherwise. */
  sort?: ContactSort | undefined;
  direction?: SortDirection | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** The contacts that a filter finds (C2), a page at a time. */
export async function listContacts(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
  { filter = {}, sort, direction, cursor, limit = defaultPageSize }: ContactsAsked,
): Promise<{ items: ContactListRow[]; nextCursor: string | null }> {
  const order = contactOrder(sort, direction);
  const after = readCursor(cursor, contactCursorSchema(order));
  return await inOrganization(database, organizationId, async (transaction) => {
    const known = await rules.read(transaction);
    const rows = await readContactPage(transaction, {
      filter: compileFilter(filter, known),
      order,
      after,
      limit: limit + 1,
      now: new Date(),
    });
    const { deletedTags } = known.contacts;
    return toPage(
      rows,
      limit,
      ({ place, id }) => toContactCursor(order, { value: place, id }),
      (row) => ({
        ...toContact({ ...row, properties: knownValues(row.properties, known.properties) }),
        tagIds: permissions.has("view tags")
          ? row.tag_ids.filter((tagId) => !deletedTags.has(tagId))
          : [],
      }),
    );
  });
}
