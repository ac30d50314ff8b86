import { complement, scalarOperator } from "../operator.ts";
import { parameter, sql } from "../sql-part.ts";

// No patterns anywhere ("meaning" 9): strpos, starts_with and right take text as it is, so % and _
// are letters like others. The value is never blank, so a stored "" matches none of these.
export const textOperators = {
  contains: scalarOperator<string, string>({
    label: "contains",
    kinds: ["text"],
    takes: "one",
    match: (fact, value) => fact.includes(value),
    sql: (field, value) => sql`strpos(${field.value}, ${parameter(value, "text")}) > 0`,
  }),
  notContains: complement("not contains", "contains", { said: "does not contain" }),

  startsWith: scalarOperator<string, string>({
    label: "starts with",
    kinds: ["text"],
    takes: "one",
    match: (fact, value) => fact.startsWith(value),
    sql: (field, value) => sql`starts_with(${field.value}, ${parameter(value, "text")})`,
  }),

  endsWith: scalarOperator<string, string>({
    label: "ends with",
    kinds: ["text"],
    takes: "one",
    match: (fact, value) => fact.endsWith(value),
    sql: (field, value) => {
      const length = parameter(Array.from(value).length, "integer");
      return sql`right(${field.value}, ${length}) = ${parameter(value, "text")}`;
    },
  }),
};
