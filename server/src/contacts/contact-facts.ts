import type { ContactFacts } from "@tagalong/shared/criteria/facts.ts";
import type { Row } from "../database/schema.ts";

/** What criteria see of a contact. `segments`: the stored memberships. */
export function toContactFacts(row: Row<"contacts">, segments: readonly number[]): ContactFacts {
  return {
    email: row.email_folded,
    name: row.name_folded,
    company: row.company_folded,
    phone: row.phone_folded,
    country: row.country_folded,
    externalId: row.external_id_folded,
    owner: row.owner_id,
    createdAt: row.created_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    tags: row.tag_ids,
    segments,
    properties: row.properties_folded,
  };
}
