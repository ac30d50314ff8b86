import { isVisible } from "../contracts/visible.ts";

/** How an organization names its tags (T1). */
export type TagNames = "slug" | "as_typed";

export const maxTagNameLength = 50;

/** Nothing to see, and no meaning but to make two names that look alike: marks of direction, joints. */
const unseen = /[\p{Bidi_Control}\u00AD\u200B\u2060\uFEFF]/gu;
const control = /\p{Cc}/gu;
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
/** Letters as wide or as narrow as others' are: "ｖｉｐ" is "vip". */
const otherWidth = /[\uFF00-\uFFEF]+/g;
/** Letters and digits with the marks upon them; enclosing marks belong to emoji. */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu;

/**
 * The name under which a tag is stored. `slug`: lower case, letters and digits of any script kept
 * (NFC, in their usual width), everything between them one hyphen: "VIP Customer" → "vip-customer". `as_typed`: NFC with
 * outer and repeated blanks and what cannot be seen removed. Doing it twice changes nothing.
 *
 * Returns "" for a name of which nothing can be seen (as a slug: without a letter or digit), and
 * may return more than 50 characters (see tagNameLength); the caller refuses both.
 */
export function normalizeTagName(typed: string, tagNames: TagNames): string {
  return tagNames === "slug" ? slug(typed) : asTyped(typed);
}

/** In characters (code points), as the limit counts them and the database does. */
export function tagNameLength(name: string): number {
  return Array.from(name).length;
}

function slug(typed: string): string {
  // Fillers are letters to Unicode and nothing to the eye. Off before NFC, which they would hinder.
  const usual = typed.replace(otherWidth, (letters) => letters.normalize("NFKC"));
  const lower = usual.replace(ignorable, "").normalize("NFC").toLowerCase().normalize("NFC");
  return (lower.match(word) ?? []).join("-");
}

function asTyped(typed: string): string {
  const seen = typed.replace(unseen, "").replace(/\s+/gu, " ").replace(control, "");
  // Twice: a control character may have stood between two blanks.
  const text = seen.replace(/ +/g, " ").trim().normalize("NFC");
  return isVisible(text) ? text : "";
}
