import { compilePlan } from "./closures.ts";
import type { Test } from "./closures.ts";
import type { CriteriaContext } from "./context.ts";
import type { Criteria } from "./criteria.ts";
import { criteriaLimits } from "./limits.ts";
import { planCriteria } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { countConditions, segmentsReferredTo } from "./references.ts";

/** Live segments of one context, made ready as they are first asked for. */
export interface LiveSegments {
  /** How their criteria are evaluated: they see contact fields only, whatever asks for them. */
  context: CriteriaContext;
  plan(id: number): Plan;
  test(id: number): Test;
}

const known = new WeakMap<CriteriaContext, LiveSegments>();

/** The live segments of a context; kept with it. */
export function liveSegmentsOf(context: CriteriaContext): LiveSegments {
  const ready = known.get(context);
  if (ready) return ready;
  const made = prepare(context);
  known.set(context, made);
  return made;
}

function prepare(given: CriteriaContext): LiveSegments {
  const context: CriteriaContext = { ...given, subject: "contact" };
  const usable = measureLiveSegments(context.liveSegments).usable;
  const plans = new Map<number, Plan>();
  const tests = new Map<number, Test>();
  const plan = (id: number): Plan => {
    let made = plans.get(id);
    if (!made) {
      const criteria = usable.has(id) ? context.liveSegments.get(id) : undefined;
      made = criteria ? planCriteria(criteria, context) : { type: "constant", holds: false };
      plans.set(id, made);
    }
    return made;
  };
  const test = (id: number): Test => {
    let made = tests.get(id);
    if (!made) {
      made = compilePlan(plan(id));
      tests.set(id, made);
    }
    return made;
  };
  return { context, plan, test };
}

/**
 * Which live segments can be evaluated: those that refer to no circle, stand in no chain longer
 * than `segmentChain` and come to at most `inlinedConditions` with what they refer to. Saving
 * refuses the others; should one be stored all the same, it has no members, in memory and in SQL.
 */
export function measureLiveSegments(live: ReadonlyMap<number, Criteria>): {
  usable: ReadonlySet<number>;
} {
  const refersTo = new Map<number, number[]>();
  const referredBy = new Map<number, number[]>();
  const open = new Map<number, number>();
  for (const [id, criteria] of live) {
    const ids = segmentsReferredTo(criteria, live.keys()).filter((other) => live.has(other));
    refersTo.set(id, ids);
    open.set(id, ids.length);
    for (const other of ids) {
      const list = referredBy.get(other);
      if (list) list.push(id);
      else referredBy.set(other, [id]);
    }
  }
  const measured = new Map<number, { chain: number; conditions: number }>();
  const ready = [...live.keys()].filter((id) => open.get(id) === 0);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const behind = (refersTo.get(id) ?? []).map((other) => measured.get(other));
    const own = live.get(id);
    const conditions = behind.reduce(
      (sum, one) => sum + (one?.conditions ?? 0),
      own ? countConditions(own) : 0,
    );
    const chain = behind.reduce((longest, one) => Math.max(longest, one?.chain ?? 0), 0) + 1;
    measured.set(id, { chain, conditions });
    for (const other of referredBy.get(id) ?? []) {
      const left = (open.get(other) ?? 0) - 1;
      open.set(other, left);
      if (left === 0) ready.push(other);
    }
  }
  const usable = new Set<number>();
  for (const [id, { chain, conditions }] of measured) {
    if (chain > criteriaLimits.segmentChain) continue;
    if (conditions <= criteriaLimits.inlinedConditions) usable.add(id);
  }
  return { usable };
}
