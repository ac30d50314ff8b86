import type { ZodType } from "zod";
import { ProblemError } from "../errors/problem-error.ts";

/** The place after a page's last row. Opaque to clients; holds nothing that grants anything. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

export function readCursor<T>(cursor: string | undefined, schema: ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new ProblemError("invalid_request", "This cursor is not one of ours.", "cursor");
  }
}

/** One row more than asked for tells whether there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => unknown,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? writeCursor(place(last)) : null };
}
