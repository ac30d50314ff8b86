/**
 * What a spreadsheet takes for the beginning of a formula, also behind blanks and what is unseen,
 * also in full width; and tab, CR and LF, which some drop before they look (B7).
 */
const lead =
  /^(?:[\t\r\n]|[\s\0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]*[=+\-@＝＋－＠])/u;

/**
 * Text that a spreadsheet shows and never runs: an apostrophe before what would begin a formula. A
 * phone number gets it too: without it a spreadsheet makes a number of it, without its plus and, when
 * it is long, without its last digits.
 */
export function escapeFormula(text: string): string {
  return lead.test(text) ? `'${text}` : text;
}

/** What `escapeFormula` was given; a file of ours that comes back says what it said. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && lead.test(text.slice(1)) ? text.slice(1) : text;
}
