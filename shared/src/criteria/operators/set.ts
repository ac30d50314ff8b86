import { complement, setOperator } from "../operator.ts";

export const setOperators = {
  hasAnyOf: setOperator<ReadonlySet<number>>({
    label: "has any of",
    said: "include any of",
    saidOfOne: "include",
    kinds: ["set"],
    takes: "ids",
    match: (set, ids) => {
      for (const id of ids) if (set.has(id)) return true;
      return false;
    },
    sql: (field, ids) => field.hasAny([...ids]),
    needsOneOf: (ids) => ids,
  }),
  hasNoneOf: complement("has none of", "hasAnyOf", {
    said: "include none of",
    saidOfOne: "do not include",
  }),

  hasAllOf: setOperator<ReadonlySet<number>>({
    label: "has all of",
    said: "include all of",
    saidOfOne: "include",
    kinds: ["set"],
    takes: "ids",
    match: (set, ids) => {
      for (const id of ids) if (!set.has(id)) return false;
      return true;
    },
    sql: (field, ids) => field.hasAll([...ids]),
    needsOneOf: (ids) => [...ids].slice(0, 1),
  }),
};
