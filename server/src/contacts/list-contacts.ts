import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import { readContacts, type ContactPlace } from "./queries/contacts.ts";
import { toContact } from "./to-contact.ts";

const id = z.int().positive();
const placeSchema = z.object({ seen: z.int().nullable(), id }) satisfies z.ZodType<ContactPlace>;

export interface ContactsAsked {
  /** Part of a name, email, phone or company. */
  q?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Contacts, last seen first (C2), a page at a time. */
export async function listContacts(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  { q = "", cursor, limit = defaultPageSize }: ContactsAsked,
): Promise<{ items: Contact[]; nextCursor: string | null }> {
  const after = readCursor(cursor, placeSchema);
  const rows = await inOrganization(database, organizationId, (transaction) =>
    readContacts(transaction, { search: fold(q), after, limit: limit + 1 }),
  );
  return toPage(rows, limit, ({ seen, id: last }) => ({ seen, id: last }), toContact);
}
