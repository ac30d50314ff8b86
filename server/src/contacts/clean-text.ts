/**
 * Marks that turn the direction of whatever follows: pasted along with names and numbers, they mean
 * nothing in one field and disorder the page. Marks that Arabic and Hebrew need stay (B8).
 */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line of text as it is stored: blanks are single, nothing turns what stands beside it. */
export function cleanText(typed: string): string {
  return typed.replace(turning, "").replace(/\s+/g, " ").trim();
}
