import { nameColumns, placeholder } from "../../contacts/contact-name.ts";

/** SQL: contactName of a contact's row. */
export function contactName(contact: string): string {
  const known = nameColumns.map((column) => `${contact}.${column}`);
  return `coalesce(${known.join(", ")}, '${placeholder} ' || ${contact}.id)`;
}
