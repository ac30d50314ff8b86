import type { CriteriaContext } from "./context.ts";
import type { Field } from "./field.ts";
import { fieldsFor } from "./fields.ts";
import { propertyPrefix } from "./fields/property-field.ts";
import { operatorsFor } from "./operators.ts";

/**
 * The language as plain JSON: every field that criteria of a subject may use, with the operators
 * its kind has and what each takes. For the builder and the API's documentation, read from the
 * entries so that neither can fall behind them. `matchesEmpty`: the builder says so beside it
 * ("meaning" 3).
 */
export function describeLanguage(where: Pick<CriteriaContext, "subject" | "properties">) {
  return fieldsFor(where).map((field) => ({
    id: field.id,
    label: field.label,
    kind: field.kind,
    subject: field.subject,
    group: groupOf(field),
    ...(field.reference ? { reference: field.reference } : {}),
    ...(field.choices ? { choices: [...field.choices] } : {}),
    ...(field.usual ? { usual: field.usual } : {}),
    operators: operatorsFor(field.kind).map((operator) => ({
      id: operator.id,
      label: operator.label,
      takes: operator.positive.takes,
      matchesEmpty: operator.negated !== (operator.positive.matchesEmpty === true),
    })),
  }));
}

export type LanguageField = ReturnType<typeof describeLanguage>[number];
export type LanguageOperator = LanguageField["operators"][number];

/** What fields are found under, in the builder's order. */
export const fieldGroups = {
  contact: "Contact",
  properties: "Properties",
  tagsAndSegments: "Tags & segments",
  conversation: "Conversation",
} as const;

function groupOf({ id, subject, kind }: Field): keyof typeof fieldGroups {
  if (subject === "conversation") return "conversation";
  if (kind === "set") return "tagsAndSegments";
  return id.startsWith(propertyPrefix) ? "properties" : "contact";
}
