import type { Reference, Subject } from "../context.ts";
import type { Facts } from "../facts.ts";
import type { Field } from "../field.ts";
import { readInstant } from "../instant.ts";
import { scalarOf } from "../kinds.ts";
import type { Comparable, Kind } from "../kinds.ts";
import { joinSql, parameter, sql } from "../sql-part.ts";
import type { SqlPart, SqlType } from "../sql-part.ts";

interface ScalarFieldEntry {
  id: string;
  label: string;
  kind: Exclude<Kind, "set">;
  subject: Subject;
  reference?: Reference;
  choices?: readonly string[];
  usual?: Field["usual"];
  /** Where it is read in memory. */
  from: (facts: Facts) => unknown;
  /** Where it is read in SQL: of the kind's type, NULL for what is of another shape. */
  column: SqlPart;
  /** Whether it equals a bound value, where an index knows a better way than to read the column. */
  equals?: (bound: unknown) => SqlPart;
}

/** More values are compared one row at a time: so many ways into an index are slower. */
const mostLookups = 20;

/** A field with one value. A fact of another kind than the field's is empty, never coerced ("meaning" 8). */
export function scalarField(entry: ScalarFieldEntry): Field {
  const { from, column, equals, ...rest } = entry;
  const scalar = scalarOf(entry);
  const ofKind = readers[scalar.sqlType];
  return {
    ...rest,
    read: ({ facts }) => ofKind(from(facts)),
    sql: () => ({
      value: column,
      type: scalar.sqlType,
      bind: (value) => scalar.bind(value),
      isEmpty: () =>
        scalar.sqlType === "text" ? sql`coalesce(${column}, '') = ''` : sql`(${column}) IS NULL`,
      equals: (value) => {
        const bound = scalar.bind(value);
        return equals?.(bound) ?? sql`${column} = ${parameter(bound, scalar.sqlType)}`;
      },
      equalsAny: (values) => {
        const list = values.map((value) => scalar.bind(value));
        if (equals && list.length <= mostLookups)
          return joinSql(list.map(equals), "OR", sql`FALSE`);
        return sql`${column} = ANY (${parameter(list, `${scalar.sqlType}[]`)})`;
      },
    }),
    held: ({ facts }) => {
      const value = ofKind(from(facts));
      return value === null ? [] : [value];
    },
    indexable: () => true,
  };
}

const aNumber = (value: unknown) => (typeof value === "number" && value === value ? value : null);

const readers: Record<SqlType, (value: unknown) => Comparable | null> = {
  text: (value) => (typeof value === "string" && value !== "" ? value : null),
  numeric: aNumber,
  integer: aNumber,
  boolean: (value) => (typeof value === "boolean" ? value : null),
  timestamptz: (value) => {
    if (typeof value === "string") return readInstant(value);
    return value instanceof Date ? aNumber(value.getTime()) : null;
  },
};
