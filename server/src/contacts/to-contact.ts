import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { contactName } from "./contact-name.ts";
import type { ContactRow } from "./queries/contacts.ts";

export function toContact(row: ContactRow): Contact {
  const { id, email, name, company, phone, country, verified, properties, revision } = row;
  return {
    id,
    displayName: contactName(row),
    externalId: row.external_id,
    email,
    name,
    company,
    phone,
    country,
    ownerId: row.owner_id,
    verified,
    properties,
    revision,
    createdAt: row.created_at.toISOString(),
    firstSeenAt: row.first_seen_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  };
}
