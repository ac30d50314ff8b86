import { countryName } from "../countries/countries.ts";
import type { CriteriaContext } from "./context.ts";
import { readGroup } from "./criteria.ts";
import type { Condition, Criteria, Node } from "./criteria.ts";
import type { Field } from "./field.ts";
import { findField } from "./fields.ts";
import { findOperator } from "./operators.ts";
import type { FoundOperator } from "./operators.ts";

/** More values or characters say nothing to a reader, and a reason is kept with every membership. */
const mostValues = 10;
const mostCharacters = 100;

type Names = Pick<CriteriaContext, "properties" | "names">;

/** Criteria as a sentence: `Plan tier is "enterprise" and (Country is Canada or …)`. */
export function describeCriteria(criteria: Criteria, context: Names): string {
  return describeNode(criteria, context, true);
}

function describeNode(node: Node, context: Names, outermost: boolean): string {
  const group = readGroup(node);
  if (!group) return describeCondition(node as Condition, context);
  const [first, ...rest] = group.nodes;
  if (!first) return group.word === "any" ? "no one" : "everyone";
  if (rest.length === 0 && group.word !== "none") return describeNode(first, context, outermost);
  const parts = group.nodes.map((one) => describeNode(one, context, group.word === "none"));
  if (group.word === "none") {
    return rest.length === 0 ? `not (${parts.join()})` : `none of (${parts.join("; ")})`;
  }
  const sentence = parts.join(group.word === "all" ? " and " : " or ");
  return outermost ? sentence : `(${sentence})`;
}

/** One condition in plain words: `Plan tier is "enterprise"`, `Last seen in the last 7 days`. */
export function describeCondition(condition: Condition, context: Names): string {
  const field = findField(condition.field, context);
  const operator = findOperator(condition.operator);
  const label = field?.label ?? condition.field;
  if (!operator) return `${label} ${condition.operator}`;
  const value = describeValue(condition.value, field, context);
  const verb = verbOf(operator, field, condition.value);
  switch (operator.positive.takes) {
    case "nothing":
      return `${label} ${verb}`;
    case "days":
      return `${label} ${verb.replace("N", value)}`;
    case "range":
      return `${label} ${verb} ${value.replace(", ", " and ")}`;
    case "one":
    case "list":
    case "ids":
      return `${label} ${verb} ${value}`;
  }
}

function verbOf(
  { label, said, saidOfOne }: FoundOperator,
  field: Field | undefined,
  value: Condition["value"],
): string {
  if (saidOfOne !== undefined && Array.isArray(value) && value.length === 1) return saidOfOne;
  if (typeof said === "string") return said;
  return (field && said?.[field.kind]) ?? label;
}

/** A value or fact of a field in plain words; ids by their names, null as "empty". */
export function describeValue(value: unknown, field: Field | undefined, context: Names): string {
  if (Array.isArray(value)) {
    const said = value.slice(0, mostValues).map((one) => describeValue(one, field, context));
    if (value.length > mostValues) said.push(`${value.length - mostValues} more`);
    return said.join(", ") || "empty";
  }
  if (value === null || value === undefined) return "empty";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    if (!field?.reference) return String(value);
    const name = context.names?.[field.reference]?.get(value);
    return name === undefined ? `#${value}` : `"${name}"`;
  }
  if (typeof value !== "string") return "something else";
  if (field?.kind === "date") return value;
  const country = field?.usual === "countries" ? countryName(value) : undefined;
  if (country !== undefined) return country;
  const characters = Array.from(value.slice(0, 3 * mostCharacters));
  if (characters.length <= mostCharacters) return `"${value}"`;
  return `"${characters.slice(0, mostCharacters).join("")}…"`;
}
