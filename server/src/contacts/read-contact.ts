import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { missingContact } from "./missing-contact.ts";
import { findContact } from "./queries/contacts.ts";
import { toContact } from "./to-contact.ts";

/** A contact's own fields (C1); an unknown or foreign id is refused as not found. */
export async function readContact(
  transaction: OrganizationTransaction,
  id: number,
): Promise<Contact> {
  const row = await findContact(transaction, id);
  if (!row) throw await missingContact(transaction, id);
  return toContact(row);
}
