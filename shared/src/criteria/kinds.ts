import { z } from "zod";
import type { Reference } from "./context.ts";
import { fold } from "./fold.ts";
import { isoInstant, parseInstant } from "./instant.ts";
import { criteriaLimits } from "./limits.ts";
import type { SqlType } from "./sql-part.ts";

/** The kinds of the operator table (criteria, "Operators by kind"). */
export const kinds = ["text", "number", "date", "yesNo", "choice", "set"] as const;
export type Kind = (typeof kinds)[number];

/** One value ready for comparison: folded text, a number, an id, milliseconds, yes/no. */
export type Comparable = string | number | boolean;

/** What one value of a field is: as written in a condition, in memory and in SQL. */
export interface Scalar {
  /** A value as criteria carry it; anything else is refused when saved and matches nothing. */
  schema: z.ZodType<string | number | boolean>;
  /** The form compared in memory. */
  prepare(value: string | number | boolean): Comparable;
  /** The form bound in SQL, from the prepared one. */
  bind(value: Comparable): unknown;
  sqlType: SqlType;
}

const textSchema = z
  .string("Expected text.")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    message: "The text has characters that cannot be stored.",
    abort: true,
  })
  .refine((text) => Array.from(text).length <= criteriaLimits.valueCharacters, {
    message: `At most ${criteriaLimits.valueCharacters} characters.`,
    abort: true,
  })
  .refine((text) => fold(text) !== "", { message: "Expected text; use “is empty” for none." });

const text: Scalar = {
  schema: textSchema,
  prepare: (value) => fold(String(value)),
  bind: (value) => value,
  sqlType: "text",
};

const number: Scalar = {
  schema: z.number("Expected a number."),
  prepare: (value) => value,
  bind: (value) => value,
  // Not double precision: a number too large for it would make the cast fail.
  sqlType: "numeric",
};

const largestId = 2_147_483_647;
export const idSchema = z.int("Expected an id.").min(1).max(largestId);

const id: Scalar = {
  schema: idSchema,
  prepare: (value) => value,
  bind: (value) => value,
  sqlType: "integer",
};

const date: Scalar = {
  schema: z
    .string("Expected a date.")
    .max(40)
    .refine((value) => parseInstant(value) !== null, {
      message: "Expected a date such as 2026-01-31 or 2026-01-31T09:00:00Z.",
    }),
  prepare: (value) => parseInstant(String(value)) ?? Number.NaN,
  bind: (value) => isoInstant(Number(value)),
  sqlType: "timestamptz",
};

const yesNo: Scalar = {
  schema: z.boolean("Expected yes or no."),
  prepare: (value) => value,
  bind: (value) => value,
  sqlType: "boolean",
};

const scalars: Record<Kind, Scalar> = { text, number, date, yesNo, choice: text, set: id };

/** What one value of a field is; a choice among agents, queues or teams holds ids. */
export function scalarOf(field: { kind: Kind; reference?: Reference | undefined }): Scalar {
  return field.reference ? id : scalars[field.kind];
}
