import { Readable } from "node:stream";

/** Pieces as a response's body; the next one is made when the last was taken. */
export function toStream(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(pieces, { highWaterMark: 1 })) as ReadableStream<Uint8Array>;
}
