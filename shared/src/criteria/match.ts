import { compilePlan } from "./closures.ts";
import type { CriteriaContext } from "./context.ts";
import type { Criteria } from "./criteria.ts";
import type { Facts } from "./facts.ts";
import { planCriteria } from "./plan.ts";
import { startReading } from "./reading.ts";

/**
 * Compiles checked criteria to a function of facts and now ("meaning" 3 to 6, 8, 9): closures, no
 * generated code. Compile once and call often; the function holds no state.
 */
export function compileCriteria(
  criteria: Criteria,
  context: CriteriaContext,
): (facts: Facts, now: Date) => boolean {
  const test = compilePlan(planCriteria(criteria, context));
  return (facts, now) => test(startReading(facts, now, context));
}
