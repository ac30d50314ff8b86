import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";

/** SQL text that each connection prepares once, under a name that follows from the text. */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string;
  readonly text: string;
  /** Never set: carries the row's type. */
  readonly row?: Row;
}

/** What can be sent as it is: turning it into a parameter cannot fail. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | Buffer
  | readonly (string | number | boolean)[];

/** A statement with its values: whatever could fail before it is sent has been done. */
export interface Prepared<Row extends QueryResultRow> {
  readonly statement: Statement<Row>;
  readonly values: readonly PlainValue[];
}

export function statement<Row extends QueryResultRow>(text: string): Statement<Row> {
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return { name, text };
}
