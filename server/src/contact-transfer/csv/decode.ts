import type { Encoding } from "@tagalong/shared/contracts/contact-transfer.ts";

/** Stands where bytes mean nothing in the file's encoding. */
export const undecodable = "\uFFFD";

export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/**
 * Pieces of text, whatever letters the pieces of bytes cut in two, without a byte order mark; every
 * line ends in LF, so that lines can be counted.
 */
export async function* decodeAll(
  pieces: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const piece of pieces) {
    const text = held + decoder.decode(piece, { stream: true });
    // What follows a last CR is in the next piece.
    held = text.endsWith("\r") ? "\r" : "";
    yield withLineFeeds(text.slice(0, text.length - held.length));
  }
  yield withLineFeeds(held + decoder.decode());
}

const withLineFeeds = (text: string) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
