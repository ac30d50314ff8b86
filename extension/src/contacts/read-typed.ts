import type { ContactField, FieldValue } from "./contact-field.ts";

const written = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** What was typed into a field as its value; the server has the last word. */
export function readTyped(
  { kind, label }: Pick<ContactField, "kind" | "label">,
  typed: string,
): { value: FieldValue } | { problem: string } {
  const text = typed.trim();
  if (text === "") return { value: null };
  if (kind !== "number") return { value: text };
  // Blanks and apostrophes group thousands; a comma could be either, so only one that cannot group.
  const plain = text.replace(/[\s'’]/g, "").replace(/^([+-]?\d+),(\d{1,2}|\d{4,})$/, "$1.$2");
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
    ? plain.replaceAll(",", "")
    : plain;
  const number = written.test(ungrouped) ? Number(ungrouped) : Number.NaN;
  return Number.isFinite(number)
    ? { value: number }
    : { problem: `“${label}” is a number, such as 1200 or 0.5.` };
}
