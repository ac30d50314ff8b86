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
 * index, and written so that row-level security lets an index serve (not `coalesce`, not `left`).
 */
const called = `(CASE WHEN contact.name_folded IS NOT NULL THEN contact.name_folded
    WHEN contact.email_folded IS NOT NULL THEN contact.email_folded
    WHEN contact.phone_folded IS NOT NULL THEN contact.phone_folded
    ELSE contact.external_id_folded END)::name COLLATE "C"`;

/** Each has its index: contacts (organization_id, value DESC NULLS LAST, id DESC). */
export const sortColumns: Record<ContactSort, SortColumn> = {
  lastSeen: instant("last_seen_at"),
  firstSeen: instant("first_seen_at"),
  created: instant("created_at", false),
  name: {
    value: called,
    kept: `(${called})::text`,
    given: (parameter) => `${parameter}::text::name`,
    nullable: true,
  },
};
