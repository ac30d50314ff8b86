import type { CriteriaContext } from "./context.ts";
import { readGroup } from "./criteria.ts";
import type { Condition, Criteria, Node } from "./criteria.ts";
import type { Field } from "./field.ts";
import { findField } from "./fields.ts";
import type { PositiveOperator } from "./operator.ts";
import { findOperator } from "./operators.ts";
import { prepareValue, valueSchema } from "./value.ts";

/**
 * Criteria made ready: what every evaluator walks, so that what a condition stands for (fold,
 * complement, fields and values that are no more) is settled in this one file.
 */
export type Plan =
  | { type: "all" | "any"; nodes: Plan[] }
  | { type: "not"; node: Plan }
  | { type: "constant"; holds: boolean }
  | { type: "test"; field: Field; operator: PositiveOperator; value: unknown };

/** A tree's plan. Recursive: the tree is a checked one, at most 8 deep. */
export function planCriteria(node: Node | Criteria, context: CriteriaContext): Plan {
  const group = readGroup(node);
  if (!group) return planCondition(node as Condition, context);
  const nodes = group.nodes.map((one) => planCriteria(one, context));
  if (group.word === "none") return { type: "not", node: { type: "any", nodes } };
  return { type: group.word, nodes };
}

/**
 * One condition's plan. Saved criteria can outlive what they name: a field that is gone reads as
 * empty, and a positive operator with a value that no longer fits its field matches nobody (so its
 * complement matches everybody, as with deleted tags, "meaning" 5). Nothing is coerced ("meaning" 8).
 */
export function planCondition(condition: Condition, context: CriteriaContext): Plan {
  const operator = findOperator(condition.operator);
  if (!operator) return { type: "constant", holds: false };
  const positive = planPositive(condition, operator.positive, context);
  return operator.negated ? { type: "not", node: positive } : positive;
}

function planPositive(
  condition: Condition,
  operator: PositiveOperator,
  context: CriteriaContext,
): Plan {
  const field = findVisibleField(condition.field, context);
  if (!field) return { type: "constant", holds: operator.matchesEmpty === true };
  const fits =
    operator.kinds.includes(field.kind) &&
    valueSchema(operator.takes, field).safeParse(condition.value).success;
  if (!fits) return { type: "constant", holds: false };
  const value = prepareValue(operator.takes, field, condition.value);
  return { type: "test", field, operator, value };
}

/** The field of that id if the subject sees it. */
export function findVisibleField(id: string, context: CriteriaContext): Field | undefined {
  const field = findField(id, context);
  return field?.subject === "conversation" && context.subject === "contact" ? undefined : field;
}
