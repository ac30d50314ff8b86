export interface TextPart {
  text: string;
  /** Present when the part is a web address. */
  href?: string;
}

const openers = "([{";
const closers = ")]}";

/**
 * Splits a text into plain parts and web addresses (http and https only), in linear time: each
 * character is looked at a fixed number of times, whatever the text (B5).
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let plain = 0;
  for (const { 0: found, index } of text.matchAll(/\bhttps?:\/\/[^\s<>"]+/gi)) {
    const address = found.slice(0, addressLength(found));
    if (!URL.canParse(address)) continue;
    if (index > plain) parts.push({ text: text.slice(plain, index) });
    parts.push({ text: address, href: address });
    plain = index + address.length;
  }
  if (plain < text.length) parts.push({ text: text.slice(plain) });
  return parts;
}

/** Without the punctuation that ends the sentence, and brackets that were opened before it. */
function addressLength(found: string): number {
  let depth = 0;
  for (const each of found) depth += openers.includes(each) ? 1 : closers.includes(each) ? -1 : 0;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1]!;
    if (closers.includes(last) && depth < 0) depth++;
    else if (!".,;:!?'*_".includes(last)) break;
  }
  return end;
}
