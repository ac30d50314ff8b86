import type { Condition } from "@tagalong/shared/criteria/criteria.ts";
import type { LanguageField, LanguageOperator } from "@tagalong/shared/criteria/language.ts";
import { valueSchema } from "@tagalong/shared/criteria/value.ts";

/** A condition that still has everything to choose. */
export const newCondition = (): Condition => ({ field: "", operator: "" });

/** Another field: operator and value stay where they make sense for it. */
export function withField(condition: Condition, field: LanguageField): Condition {
  const operator =
    field.operators.find((each) => each.id === condition.operator) ?? field.operators[0];
  if (!operator) return condition;
  const { operator: _, ...rest } = { ...condition, field: field.id };
  return withOperator({ ...rest, operator: operator.id }, field, operator);
}

/** Another operator: the value stays if it fits, as one of a list or a list's only one too. */
export function withOperator(
  { field: id, value }: Condition,
  field: LanguageField,
  { id: operator, takes }: LanguageOperator,
): Condition {
  const fitting = [value, ...reshaped(value)].find(
    (each) => each !== undefined && valueSchema(takes, field).safeParse(each).success,
  );
  return withValue({ field: id, operator }, takes === "nothing" ? undefined : fitting);
}

/** Undefined stands for "not chosen yet"; the condition then has no value at all. */
export function withValue(
  { field, operator }: Condition,
  value: Condition["value"] | undefined,
): Condition {
  const isMissing = value === undefined || (Array.isArray(value) && value.length === 0);
  return isMissing ? { field, operator } : { field, operator, value };
}

function reshaped(value: Condition["value"] | undefined): Condition["value"][] {
  if (!Array.isArray(value)) {
    return typeof value === "string" || typeof value === "number" ? [[value]] : [];
  }
  return value.length === 1 ? value.slice(0, 1) : [];
}
