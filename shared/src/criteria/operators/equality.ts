import type { Comparable } from "../kinds.ts";
import { complement, scalarOperator } from "../operator.ts";
import { parameter, sql } from "../sql-part.ts";

export const equalityOperators = {
  equals: scalarOperator<Comparable, Comparable>({
    label: "equals",
    kinds: ["text", "number", "choice"],
    takes: "one",
    match: (fact, value) => fact === value,
    sql: (field, value) => sql`${field.value} = ${parameter(field.bind(value), field.type)}`,
    needsOneOf: (value) => [value],
  }),
  notEquals: complement("not equals", "equals"),

  in: scalarOperator<Comparable, ReadonlySet<Comparable>>({
    label: "in",
    kinds: ["text", "number", "choice"],
    takes: "list",
    match: (fact, values) => values.has(fact),
    sql: (field, values) => {
      const list = Array.from(values, (value) => field.bind(value));
      return sql`${field.value} = ANY (${parameter(list, `${field.type}[]`)})`;
    },
    needsOneOf: (values) => values,
  }),
  notIn: complement("not in", "in"),
};
