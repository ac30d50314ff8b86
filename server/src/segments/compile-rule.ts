import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { compileExplanation } from "@tagalong/shared/criteria/explain.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import { compileCriteria } from "@tagalong/shared/criteria/match.ts";
import { reasonLines } from "@tagalong/shared/criteria/reason.ts";

/** Named criteria made ready to ask, and to say why. */
export interface CompiledRule {
  name: string;
  matches: (facts: Facts, now: Date) => boolean;
  why: (facts: Facts, now: Date) => string[];
}

export function compileRule(
  name: string,
  criteria: Criteria,
  context: CriteriaContext,
): CompiledRule {
  const explain = compileExplanation(criteria, context);
  return {
    name,
    matches: compileCriteria(criteria, context),
    why: (facts, now) => reasonLines(explain(facts, now)),
  };
}
