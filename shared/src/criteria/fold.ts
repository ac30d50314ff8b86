const blank = /[\p{White_Space}\uFEFF]/u;
const surrogate = /[\uD800-\uDFFF]/;

/** Blanks of any script off both ends. Not one expression: `\s+$` is quadratic in a run of blanks. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) start++;
  while (end > start && blank.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * The one form in which text is compared (criteria, "meaning" 1): NFKC, lower case, outer blanks
 * off; the same in every locale, and folding twice changes nothing. Used when a value is written
 * and when criteria are compiled, so no database or browser ever lowers a letter by its own rules.
 *
 * `İ` becomes `i̇` (two code points), `ß` stays `ß`, `ς` becomes `σ` (what a sigma lowers to depends
 * on the letters around it, which would break "contains"), full-width letters become plain ones.
 * What PostgreSQL cannot hold (NUL, lone surrogates) becomes U+FFFD.
 */
export function fold(text: string): string {
  const storable = (surrogate.test(text) ? text.toWellFormed() : text).replaceAll("\0", "\uFFFD");
  const lower = storable.normalize("NFKC").toLowerCase().replaceAll("ς", "σ");
  // Lowering can undo the normal form: İ with a dot below becomes i, dot above, dot below.
  return trimBlanks(lower.normalize("NFKC"));
}
