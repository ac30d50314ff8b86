import type { CriteriaContext, CriteriaProperty, Reference, Subject } from "./context.ts";
import { criteriaTreeSchema } from "./criteria.ts";
import type { Condition, Criteria } from "./criteria.ts";
import type { Field } from "./field.ts";
import { findField } from "./fields.ts";
import { fold } from "./fold.ts";
import { findOperator } from "./operators.ts";
import type { FoundOperator } from "./operators.ts";
import type { CriteriaProblem } from "./problem.ts";
import { conditionsOf } from "./references.ts";
import { findShapeProblems } from "./shape.ts";
import { valueSchema } from "./value.ts";

export interface CheckOptions {
  properties: readonly CriteriaProperty[];
  subject: Subject;
  /**
   * The ids the organization has, those of deleted tags and segments too (criteria that name one
   * may be saved again; they are flagged, "meaning" 5). A reference without a set is not checked.
   */
  known?: Partial<Record<Reference, ReadonlySet<number>>> | undefined;
  /** An empty `all` matches everything; only some callers allow criteria without a condition. */
  allowEmpty?: boolean | undefined;
}

export type CheckedCriteria =
  | { ok: Criteria; errors?: undefined }
  | { ok?: undefined; errors: CriteriaProblem[] };

const mostErrors = 50;

/**
 * Decides whether criteria may be saved: shape and limits, then for each condition that the subject
 * has the field, the operator serves its kind, the value is of that kind and its ids exist
 * ("meaning" 7, 8). Takes anything (`JSON.parse` of a hostile body too) and never throws. Returns
 * the criteria, or what is wrong with the path of each node. Cycles: see `findCycle`.
 */
export function checkCriteria(input: unknown, options: CheckOptions): CheckedCriteria {
  const misshapen = findShapeProblems(input);
  if (misshapen.length > 0) return { errors: misshapen };
  const parsed = criteriaTreeSchema.safeParse(input);
  if (!parsed.success) {
    return { errors: [{ path: "", code: "invalid_node", message: "These are no criteria." }] };
  }
  const errors: CriteriaProblem[] = [];
  let conditions = 0;
  for (const { condition, path } of conditionsOf(parsed.data)) {
    conditions++;
    errors.push(...checkCondition(condition, path, options));
    if (errors.length >= mostErrors) break;
  }
  if (conditions === 0 && !options.allowEmpty) {
    errors.push({ path: "", code: "no_conditions", message: "Add at least one condition." });
  }
  return errors.length > 0 ? { errors: errors.slice(0, mostErrors) } : { ok: parsed.data };
}

function checkCondition(
  condition: Condition,
  path: string,
  options: CheckOptions,
): CriteriaProblem[] {
  const field = findField(condition.field, options);
  if (!field) {
    const message = `There is no field “${short(condition.field)}”.`;
    return [{ path: `${path}.field`, code: "unknown_field", message }];
  }
  if (field.subject === "conversation" && options.subject === "contact") {
    const message = `“${field.label}” belongs to conversations; these criteria see contacts only.`;
    return [{ path: `${path}.field`, code: "field_not_here", message }];
  }
  const operator = findOperator(condition.operator);
  if (!operator) {
    const message = `There is no operator “${short(condition.operator)}”.`;
    return [{ path: `${path}.operator`, code: "unknown_operator", message }];
  }
  if (!operator.positive.kinds.includes(field.kind)) {
    const message = `“${operator.label}” does not apply to “${field.label}”.`;
    return [{ path: `${path}.operator`, code: "operator_not_for_kind", message }];
  }
  return checkValue(condition.value, `${path}.value`, field, operator, options);
}

function checkValue(
  value: unknown,
  path: string,
  field: Field,
  operator: FoundOperator,
  { known }: CheckOptions,
): CriteriaProblem[] {
  const parsed = valueSchema(operator.positive.takes, field).safeParse(value);
  if (!parsed.success) {
    // One sentence a place: a number too large for an id is also no safe integer.
    const sentences = new Map<string, string>();
    for (const { path: at, message } of parsed.error.issues) {
      const place = [path, ...at].join(".");
      if (!sentences.has(place)) sentences.set(place, message);
    }
    return Array.from(sentences, ([at, message]) => ({ path: at, code: "wrong_value", message }));
  }
  const { choices, reference } = field;
  const ids = reference && known?.[reference];
  const folded = choices && new Set(choices.map(fold));
  if ((!ids && !folded) || operator.positive.takes === "nothing") return [];
  const problems: CriteriaProblem[] = [];
  const values: [string, unknown][] = Array.isArray(value)
    ? value.map((one, at) => [`${path}.${at}`, one])
    : [[path, value]];
  for (const [at, one] of values) {
    if (ids && !ids.has(Number(one))) {
      const message = `There is no ${singular[reference]} with the id ${String(one)}.`;
      problems.push({ path: at, code: "unknown_reference", message });
    }
    if (folded && !folded.has(fold(String(one)))) {
      const message = `“${short(String(one))}” is not a choice of “${field.label}”.`;
      problems.push({ path: at, code: "unknown_choice", message });
    }
  }
  return problems;
}

const singular: Record<Reference, string> = {
  tags: "tag",
  segments: "segment",
  queues: "queue",
  teams: "team",
  agents: "agent",
};

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

/** A deleted tag or segment, or a field that is gone, that criteria still name. */
export interface CriteriaFlag {
  path: string;
  code: "deleted_tag" | "deleted_segment" | "missing_field";
  message: string;
}

/** What to flag wherever criteria are shown ("meaning" 5): conditions that no longer mean what they did. */
export function flagCriteria(criteria: Criteria, context: CriteriaContext): CriteriaFlag[] {
  const flags: CriteriaFlag[] = [];
  for (const { condition, path } of conditionsOf(criteria)) {
    const field = findField(condition.field, context);
    if (!field) {
      const message = `The field “${short(condition.field)}” is gone; it reads as empty.`;
      flags.push({ path, code: "missing_field", message });
      continue;
    }
    const ids = Array.isArray(condition.value) ? condition.value.map(Number) : [];
    const add = (code: CriteriaFlag["code"], deleted: ReadonlySet<number>, word: string) => {
      for (const id of ids.filter((one) => deleted.has(one))) {
        const name = context.names?.[field.reference ?? "tags"]?.get(id) ?? `#${id}`;
        flags.push({ path, code, message: `The ${word} “${name}” was deleted.` });
      }
    };
    if (field.reference === "tags") add("deleted_tag", context.deletedTags, "tag");
    if (field.reference === "segments") add("deleted_segment", context.deletedSegments, "segment");
  }
  return flags;
}

export { findCycle } from "./references.ts";
