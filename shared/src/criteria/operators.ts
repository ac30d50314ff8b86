import type { Kind } from "./kinds.ts";
import type { Operator, PositiveOperator, Words } from "./operator.ts";
import { dateOperators } from "./operators/date.ts";
import { emptinessOperators } from "./operators/emptiness.ts";
import { equalityOperators } from "./operators/equality.ts";
import { numberOperators } from "./operators/number.ts";
import { rangeOperators } from "./operators/range.ts";
import { setOperators } from "./operators/set.ts";
import { textOperators } from "./operators/text.ts";
import { yesNoOperators } from "./operators/yes-no.ts";

/**
 * Every operator of the criteria language, by the id that criteria store.
 *
 * To add an operator, write one entry in the file of its family under `operators/`:
 * - `label`, as people read it ("N" stands for the number of days), and `said`, where a sentence
 *   wants a verb (`is one of` for `in`),
 * - `kinds`, the kinds of field it serves, and `takes`, the shape of its value,
 * - `match`, its meaning in memory, and `sql`, its meaning in SQL, right below each other,
 * - `needsOneOf`, if whoever matches must hold one of a few values: it makes rules quick to find.
 * An operator that says "not" is `complement(label, id)` of the one it denies, and nothing else.
 * Then give it rows in `cases.ts`. Validation, the builder, both evaluators, the candidate index,
 * explanations and the random parity test read the entry; no other file names an operator.
 */
export const operators = {
  ...equalityOperators,
  ...textOperators,
  ...numberOperators,
  ...dateOperators,
  ...rangeOperators,
  ...yesNoOperators,
  ...setOperators,
  ...emptinessOperators,
} satisfies Record<string, Operator>;

export type OperatorId = keyof typeof operators;

const byId: ReadonlyMap<string, Operator> = new Map(Object.entries(operators));

/** What an operator's id stands for: the positive entry that carries the meaning, and whether to deny it. */
export interface FoundOperator extends Words {
  id: string;
  label: string;
  positive: PositiveOperator;
  negated: boolean;
}

/** Finds an operator by the id criteria store, e.g. "notEquals"; undefined when there is none. */
export function findOperator(id: string): FoundOperator | undefined {
  const operator = byId.get(id);
  if (!operator) return undefined;
  const { label, said, saidOfOne } = operator;
  if (!("complementOf" in operator)) {
    return { id, label, said, saidOfOne, positive: operator, negated: false };
  }
  const positive = byId.get(operator.complementOf);
  if (!positive || "complementOf" in positive) return undefined;
  return { id, label, said, saidOfOne, positive, negated: true };
}

/** The operators that serve a kind, in the table's order: what the builder offers. */
export function operatorsFor(kind: Kind): FoundOperator[] {
  return Array.from(byId.keys(), (id) => findOperator(id)).filter(
    (operator): operator is FoundOperator =>
      operator !== undefined && operator.positive.kinds.includes(kind),
  );
}
