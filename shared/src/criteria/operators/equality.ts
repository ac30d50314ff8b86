import type { Comparable } from "../kinds.ts";
import { complement, scalarOperator } from "../operator.ts";

export const equalityOperators = {
  equals: scalarOperator<Comparable, Comparable>({
    label: "equals",
    said: "is",
    kinds: ["text", "number", "choice"],
    takes: "one",
    match: (fact, value) => fact === value,
    sql: (field, value) => field.equals(value),
    needsOneOf: (value) => [value],
  }),
  notEquals: complement("not equals", "equals", { said: "is not" }),

  in: scalarOperator<Comparable, ReadonlySet<Comparable>>({
    label: "in",
    said: "is one of",
    saidOfOne: "is",
    kinds: ["text", "number", "choice"],
    takes: "list",
    match: (fact, values) => values.has(fact),
    sql: (field, values) => field.equalsAny([...values]),
    needsOneOf: (values) => values,
  }),
  notIn: complement("not in", "in", { said: "is none of", saidOfOne: "is not" }),
};
