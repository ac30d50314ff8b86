import { compilePlan } from "./closures.ts";
import type { CriteriaContext } from "./context.ts";
import { readGroup } from "./criteria.ts";
import type { Condition, Criteria, Node } from "./criteria.ts";
import { describeCondition, describeValue } from "./describe.ts";
import type { Facts } from "./facts.ts";
import type { Field, Reading } from "./field.ts";
import { isoInstant } from "./instant.ts";
import { findVisibleField, planCondition } from "./plan.ts";
import { startReading } from "./reading.ts";
import type { Reason, ReasonCondition } from "./reason.ts";

/** Longer texts and sets are cut in a stored reason. */
const longestActual = 500;
const mostIds = 50;

/**
 * Why criteria match these facts, or which conditions fail (S5): of an `all` that fails only the
 * failing ones, of an `any` that holds only the holding ones, with the contact's value at the time
 * and the condition in plain words. Shows the same answer as `compileCriteria`.
 */
export function explainCriteria(
  criteria: Criteria,
  context: CriteriaContext,
  facts: Facts,
  now: Date,
): Reason {
  return compileExplanation(criteria, context)(facts, now);
}

/** The same for criteria that many contacts are held against: what is theirs alone is found once. */
export function compileExplanation(
  criteria: Criteria,
  context: CriteriaContext,
): (facts: Facts, now: Date) => Reason {
  const explain = compileNode(criteria, "", false, context);
  return (facts, now) => {
    const { holds, conditions } = explain(startReading(facts, now, context));
    return { matched: holds, conditions };
  };
}

interface Explanation {
  holds: boolean;
  conditions: ReasonCondition[];
}

type Explain = (reading: Reading) => Explanation;

function compileNode(node: Node, path: string, denied: boolean, context: CriteriaContext): Explain {
  const group = readGroup(node);
  if (!group) return compileCondition(node as Condition, path, denied, context);
  const { word } = group;
  const below = word === "none" ? !denied : denied;
  const explains = group.nodes.map((child, at) =>
    compileNode(child, `${path === "" ? "" : `${path}.`}${word}.${at}`, below, context),
  );
  return (reading) => {
    const nodes = explains.map((explain) => explain(reading));
    // What settles a group: a failing node for `all`, a holding one for `any` and `none`.
    const settling = nodes.filter((one) => one.holds === (word !== "all"));
    const settled = settling.length > 0;
    return {
      holds: word === "any" ? settled : !settled,
      conditions: (settled ? settling : nodes).flatMap((one) => one.conditions),
    };
  };
}

function compileCondition(
  condition: Condition,
  path: string,
  denied: boolean,
  context: CriteriaContext,
): Explain {
  const field = findVisibleField(condition.field, context);
  const test = compilePlan(planCondition(condition, context));
  const text = describeCondition(condition, context);
  const { field: fieldId, operator } = condition;
  return (reading) => {
    const actual = readActual(condition, field, reading);
    const actualText = describeValue(actual, field, context);
    return {
      holds: test(reading),
      conditions: [{ path, field: fieldId, operator, actual, text, actualText, denied }],
    };
  };
}

function readActual(
  condition: Condition,
  field: Field | undefined,
  reading: Reading,
): ReasonCondition["actual"] {
  const fact = field?.read(reading) ?? null;
  if (!field || fact === null) return null;
  if (typeof fact === "object") {
    const asked = Array.isArray(condition.value) ? condition.value.map(Number) : [];
    const ids = new Set(asked.filter((id) => fact.has(id)));
    for (const id of field.held(reading)) ids.add(Number(id));
    return ids.size === 0 ? null : [...ids].slice(0, mostIds);
  }
  if (field.kind === "date") return isoInstant(Number(fact));
  return typeof fact === "string" ? fact.slice(0, longestActual).toWellFormed() : fact;
}
