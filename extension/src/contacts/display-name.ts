import type { Contact } from "@tagalong/shared/contracts/contact.ts";

/** What a contact is called where it has to be called something. */
export const displayName = (contact: Pick<Contact, "name" | "email" | "phone" | "id">) =>
  contact.name ?? contact.email ?? contact.phone ?? `Contact ${contact.id}`;
