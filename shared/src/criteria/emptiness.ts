import type { Condition } from "./criteria.ts";
import { findOperator, type OperatorId } from "./operators.ts";

const isEmpty: OperatorId = "isEmpty";
const isNotEmpty: OperatorId = "isNotEmpty";

/** The condition that a field is empty. */
export const isEmptyCondition = (field: string): Condition => ({ field, operator: isEmpty });

/** The condition that a field is not empty: what one may want beside a negative one ("meaning" 3). */
export const isNotEmptyCondition = (field: string): Condition => ({ field, operator: isNotEmpty });

/** Whether a condition matches empty only by being a complement ("meaning" 3). */
export function matchesEmptyUnasked({ operator }: Condition): boolean {
  const found = findOperator(operator);
  return found !== undefined && found.negated && found.positive.matchesEmpty !== true;
}
