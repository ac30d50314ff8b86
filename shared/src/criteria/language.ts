import type { CriteriaContext } from "./context.ts";
import { fieldsFor } from "./fields.ts";
import { operatorsFor } from "./operators.ts";

/**
 * The language as plain JSON: every field that criteria of a subject may use, with the operators
 * its kind has and what each takes. For the builder and the API's documentation, read from the
 * entries so that neither can fall behind them. `matchesEmpty`: the builder says so beside it
 * ("meaning" 3).
 */
export function describeLanguage(where: Pick<CriteriaContext, "subject" | "properties">) {
  return fieldsFor(where).map(({ id, label, kind, subject, reference, choices }) => ({
    id,
    label,
    kind,
    subject,
    ...(reference ? { reference } : {}),
    ...(choices ? { choices: [...choices] } : {}),
    operators: operatorsFor(kind).map((operator) => ({
      id: operator.id,
      label: operator.label,
      takes: operator.positive.takes,
      matchesEmpty: operator.negated !== (operator.positive.matchesEmpty === true),
    })),
  }));
}
