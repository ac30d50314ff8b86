import { scalarOperator } from "../operator.ts";
import type { SqlScalar } from "../operator.ts";
import { parameter, sql } from "../sql-part.ts";

export const rangeOperators = {
  between: scalarOperator<number, readonly [number, number]>({
    label: "between",
    said: { number: "is between" },
    kinds: ["number", "date"],
    takes: "range",
    match: (fact, [low, high]) => fact >= low && fact <= high,
    sql: (field, [low, high]) =>
      sql`(${field.value} >= ${bound(field, low)} AND ${upTo(field, high)})`,
  }),
};

function bound(field: SqlScalar, value: number) {
  return parameter(field.bind(value), field.type);
}

/** A timestamptz has microseconds that memory does not see: it is "at most" until the next millisecond. */
function upTo(field: SqlScalar, high: number) {
  return field.type === "timestamptz"
    ? sql`${field.value} < ${bound(field, high + 1)}`
    : sql`${field.value} <= ${bound(field, high)}`;
}
