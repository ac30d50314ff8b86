import { compilePlan } from "./closures.ts";
import type { CriteriaContext } from "./context.ts";
import type { Criteria } from "./criteria.ts";
import type { Facts } from "./facts.ts";
import type { Field, Reading } from "./field.ts";
import type { Comparable } from "./kinds.ts";
import { planCriteria } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { startReading } from "./reading.ts";

export interface CandidateIndex<Rule> {
  /** The rules that may match, in the given order; every rule that matches is among them. */
  candidates(facts: Facts, now: Date): Rule[];
  /** The rules that match, in the given order: exactly those whose compiled criteria hold. */
  matching(facts: Facts, now: Date): Rule[];
}

/** Of these values of a field a matching contact holds at least one. */
interface Need {
  field: Field;
  values: Comparable[];
}

/**
 * Makes many rules quick to ask about one contact: a rule that needs a certain value (an equality,
 * a list, a tag) is only looked at when the contact holds it. What is found is then tested in full,
 * so the answer is exactly that of testing every rule; rules without such a need are always tested.
 * Build it when rules or context change, then ask it for each contact.
 */
export function buildCandidateIndex<Rule extends { criteria: Criteria }>(
  rules: readonly Rule[],
  context: CriteriaContext,
): CandidateIndex<Rule> {
  const plans = rules.map((rule) => planCriteria(rule.criteria, context));
  const tests = plans.map(compilePlan);
  const commonness = countValues(plans, context);
  const buckets = new Map<Field, Map<Comparable, number[]>>();
  const always: number[] = [];
  for (const [at, plan] of plans.entries()) {
    const needs = findNeeds(plan, context, commonness);
    if (!needs) always.push(at);
    for (const { field, values } of needs ?? []) {
      for (const value of values) bucketOf(buckets, field, value).push(at);
    }
  }

  // A rule can be found by several values: it is marked with the number of the question.
  const marks = new Float64Array(rules.length);
  let question = 0;
  const find = (reading: Reading, keep: (at: number) => boolean): Rule[] => {
    question++;
    const found = always.filter(keep);
    for (const [field, byValue] of buckets) {
      for (const value of field.held(reading)) {
        for (const at of byValue.get(value) ?? []) {
          if (marks[at] === question) continue;
          marks[at] = question;
          if (keep(at)) found.push(at);
        }
      }
    }
    return found.sort((a, b) => a - b).flatMap((at) => rules[at] ?? []);
  };

  return {
    candidates: (facts, now) => find(startReading(facts, now, context), () => true),
    matching: (facts, now) => {
      const reading = startReading(facts, now, context);
      return find(reading, (at) => tests[at]?.(reading) ?? false);
    },
  };
}

function bucketOf(
  buckets: Map<Field, Map<Comparable, number[]>>,
  field: Field,
  value: Comparable,
): number[] {
  let byValue = buckets.get(field);
  if (!byValue) buckets.set(field, (byValue = new Map()));
  let bucket = byValue.get(value);
  if (!bucket) byValue.set(value, (bucket = []));
  return bucket;
}

type Commonness = (need: Need) => number;

/** How many rules name the values: the fewer, the better they tell rules apart. */
function countValues(plans: readonly Plan[], context: CriteriaContext): Commonness {
  const counts = new Map<Field, Map<Comparable, number>>();
  const count = (plan: Plan): void => {
    if (plan.type === "all" || plan.type === "any") for (const node of plan.nodes) count(node);
    if (plan.type !== "test") return;
    const need = needOf(plan, context);
    if (!need) return;
    const byValue = counts.get(need.field) ?? new Map<Comparable, number>();
    counts.set(need.field, byValue);
    for (const value of need.values) byValue.set(value, (byValue.get(value) ?? 0) + 1);
  };
  for (const plan of plans) count(plan);
  return ({ field, values }) =>
    values.reduce((sum: number, value) => sum + (counts.get(field)?.get(value) ?? 0), 0);
}

/** What a contact must hold for the plan to match; an empty list: it never does; null: unknown. */
function findNeeds(plan: Plan, context: CriteriaContext, commonness: Commonness): Need[] | null {
  switch (plan.type) {
    case "constant":
      return plan.holds ? null : [];
    case "not":
      return null;
    case "test": {
      const need = needOf(plan, context);
      return need && [need];
    }
    case "any": {
      const needs = plan.nodes.map((node) => findNeeds(node, context, commonness));
      return needs.some((one) => one === null) ? null : needs.flatMap((one) => one ?? []);
    }
    case "all": {
      const weight = (needs: Need[]) => needs.reduce((sum, need) => sum + commonness(need), 0);
      let best: Need[] | null = null;
      for (const node of plan.nodes) {
        const needs = findNeeds(node, context, commonness);
        if (needs && (!best || weight(needs) < weight(best))) best = needs;
      }
      return best;
    }
  }
}

function needOf(plan: Plan & { type: "test" }, context: CriteriaContext): Need | null {
  const values = plan.operator.needsOneOf?.(plan.value);
  if (!values) return null;
  const need = { field: plan.field, values: [...values] };
  return need.field.indexable(need.values, context) ? need : null;
}
