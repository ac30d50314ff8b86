import { scalarOperator } from "../operator.ts";

// "is no" is an answer, not the complement of "is yes": who never answered said neither.
export const yesNoOperators = {
  isYes: scalarOperator<boolean, undefined>({
    label: "is yes",
    kinds: ["yesNo"],
    takes: "nothing",
    match: (fact) => fact,
    sql: (field) => field.equals(true),
    needsOneOf: () => [true],
  }),

  isNo: scalarOperator<boolean, undefined>({
    label: "is no",
    kinds: ["yesNo"],
    takes: "nothing",
    match: (fact) => !fact,
    sql: (field) => field.equals(false),
    needsOneOf: () => [false],
  }),
};
