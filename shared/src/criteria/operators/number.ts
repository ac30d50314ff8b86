import { scalarOperator } from "../operator.ts";
import { parameter, sql } from "../sql-part.ts";

export const numberOperators = {
  greaterThan: scalarOperator<number, number>({
    label: "greater than",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact > value,
    sql: (field, value) => sql`${field.value} > ${parameter(value, "numeric")}`,
  }),

  atLeast: scalarOperator<number, number>({
    label: "at least",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact >= value,
    sql: (field, value) => sql`${field.value} >= ${parameter(value, "numeric")}`,
  }),

  lessThan: scalarOperator<number, number>({
    label: "less than",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact < value,
    sql: (field, value) => sql`${field.value} < ${parameter(value, "numeric")}`,
  }),

  atMost: scalarOperator<number, number>({
    label: "at most",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact <= value,
    sql: (field, value) => sql`${field.value} <= ${parameter(value, "numeric")}`,
  }),
};
