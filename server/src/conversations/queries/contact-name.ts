/** What a contact is called in the inbox and the thread (C2: a placeholder when unknown). */
export function contactName(contact: string): string {
  const known = ["name", "email", "phone", "external_id"].map((column) => `${contact}.${column}`);
  return `coalesce(${known.join(", ")}, 'Visitor ' || ${contact}.id)`;
}
