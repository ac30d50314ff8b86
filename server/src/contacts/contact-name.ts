/** What a contact is called by, the first that is known (C2). */
export const nameColumns = ["name", "email", "phone", "external_id"] as const;

/** Before the number of one of whom nothing is known. */
export const placeholder = "Visitor";

type Named = { id: number } & Record<(typeof nameColumns)[number], string | null>;

/** What a contact is called wherever it has to be called something. */
export function contactName(contact: Named): string {
  for (const column of nameColumns) {
    const known = contact[column];
    if (known !== null) return known;
  }
  return `${placeholder} ${contact.id}`;
}
