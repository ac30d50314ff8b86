/** How an organization names its tags (T1). */
export type TagNames = "slug" | "as_typed";

export const maxTagNameLength = 50;

/**
 * The name under which a tag is stored. `slug`: lower case, letters and digits of any script kept
 * (NFC), everything between them one hyphen: "VIP Customer" → "vip-customer". `as_typed`: NFC with
 * outer and repeated blanks removed. May return "" or more than 50 characters; the caller refuses.
 */
export function normalizeTagName(typed: string, tagNames: TagNames): string {
  const text = typed.normalize("NFC").trim().replace(/\s+/gu, " ");
  if (tagNames === "as_typed") return text;
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}
