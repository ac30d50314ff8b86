import type { ContactFacts } from "@tagalong/shared/criteria/facts.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { missingContact } from "./missing-contact.ts";
import { findContactFacts, findFactsOf, type ContactFactsRow } from "./queries/contact-facts.ts";

export interface KnownContact {
  contactId: number;
  /** `segments` are the stored memberships, of deleted segments too. */
  facts: ContactFacts;
  /** Segments that a person took the contact out of (S2). */
  excludedFrom: readonly number[];
}

export function toKnownContact(row: ContactFactsRow): KnownContact {
  return {
    contactId: row.contact_id,
    excludedFrom: row.excluded_from ?? [],
    facts: {
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
      segments: row.member_of ?? [],
      properties: row.properties_folded,
    },
  };
}

/** The facts of a contact that exists; an unknown or foreign id is refused as not found. */
export async function readContactFacts(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<KnownContact> {
  const row = await findContactFacts(transaction, contactId);
  if (!row) throw await missingContact(transaction, contactId);
  return toKnownContact(row);
}

/** The facts of several, by id; of those that exist. */
export async function readFactsOfMany(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<Map<number, ContactFacts>> {
  if (contactIds.length === 0) return new Map();
  const rows = await findFactsOf(transaction, contactIds);
  return new Map(rows.map((row) => [row.contact_id, toKnownContact(row).facts]));
}
