import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";

/** SQL text that each connection prepares once, under a name that follows from the text. */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string;
  readonly text: string;
  /** Never set: carries the row's type. */
  readonly row?: Row;
}

export function statement<Row extends QueryResultRow>(text: string): Statement<Row> {
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return { name, text };
}
