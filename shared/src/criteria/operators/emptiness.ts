import { complement } from "../operator.ts";
import type { Fact, PositiveOperator, SqlScalar, SqlSet } from "../operator.ts";

const isEmpty: PositiveOperator<Fact, undefined, SqlScalar | SqlSet> = {
  label: "is empty",
  said: { set: "are empty" },
  kinds: ["text", "number", "date", "yesNo", "choice", "set"],
  takes: "nothing",
  matchesEmpty: true,
  match: (fact) => fact === null || (typeof fact === "object" && fact.isEmpty()),
  sql: (field) => field.isEmpty(),
};

export const emptinessOperators = {
  isEmpty: isEmpty as PositiveOperator,
  isNotEmpty: complement("is not empty", "isEmpty", { said: { set: "are not empty" } }),
};
