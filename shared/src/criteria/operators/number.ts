import { scalarOperator } from "../operator.ts";
import { parameter, sql } from "../sql-part.ts";

export const numberOperators = {
  greaterThan: scalarOperator<number, number>({
    label: "greater than",
    said: "is greater than",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact > value,
    sql: (field, value) => sql`${field.value} > ${parameter(value, "numeric")}`,
  }),

  atLeast: scalarOperator<number, number>({
    label: "at least",
    said: "is at least",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact >= value,
    sql: (field, value) => sql`${field.value} >= ${parameter(value, "numeric")}`,
  }),

  lessThan: scalarOperator<number, number>({
    label: "less than",
    said: "is less than",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact < value,
    sql: (field, value) => sql`${field.value} < ${parameter(value, "numeric")}`,
  }),

  atMost: scalarOperator<number, number>({
    label: "at most",
    said: "is at most",
    kinds: ["number"],
    takes: "one",
    match: (fact, value) => fact <= value,
    sql: (field, value) => sql`${field.value} <= ${parameter(value, "numeric")}`,
  }),
};
