import type { ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";

export interface SortColumn {
  /** Over the alias `contact`; as its index has it, else the index is of no use. */
  value: string;
  /** `value` as a cursor keeps it. */
  kept: string;
  /** Makes `value` of a parameter that holds what was kept. */
  given: (parameter: string) => string;
  /** False: everybody has a value. */
  nullable: boolean;
}

const instant = (column: string, nullable = true): SortColumn => ({
  value: `contact.${column}`,
  // All of PostgreSQL's six digits: a Date holds three.
  kept: `(extract(epoch FROM contact.${column}) * 1000000)::bigint`,
  given: (parameter) => `'epoch'::timestamptz + ${parameter}::bigint * interval '1 microsecond'`,
  nullable,
});

/**
 * What contacts are called by (contact-name.ts): the first 63 bytes, so that every name fits into an
 * index, and by a cast that row-level security lets an index serve.
 */
const called = `coalesce(contact.name_folded, contact.email_folded, contact.phone_folded,
  contact.external_id_folded)::name`;

/** Each has its index: contacts (organization_id, value DESC NULLS LAST, id DESC). */
export const sortColumns: Record<ContactSort, SortColumn> = {
  lastSeen: instant("last_seen_at"),
  firstSeen: instant("first_seen_at"),
  created: instant("created_at", false),
  name: {
    value: called,
    kept: `${called}::text`,
    given: (parameter) => `${parameter}::text::name`,
    nullable: true,
  },
};
