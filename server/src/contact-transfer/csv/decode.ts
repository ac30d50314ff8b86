import type { Encoding } from "@tagalong/shared/contracts/contact-transfer.ts";

/** Stands where bytes mean nothing in the file's encoding. */
export const undecodable = "\uFFFD";

export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** Pieces of text, whatever letters the pieces of bytes cut in two; without a byte order mark. */
export async function* decodeAll(
  pieces: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
