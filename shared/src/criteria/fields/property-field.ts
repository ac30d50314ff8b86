import type { CriteriaProperty } from "../context.ts";
import type { Field } from "../field.ts";
import { instantPattern } from "../instant.ts";
import type { Kind } from "../kinds.ts";
import { parameter, sql } from "../sql-part.ts";
import type { SqlPart } from "../sql-part.ts";
import { scalarField } from "./scalar-field.ts";

export const propertyPrefix = "contact.property.";

type PropertyKind = CriteriaProperty["kind"];

/**
 * The field `contact.property.<key>` of a property definition (C1), kind from the definition
 * (`boolean` is yes/no). Read from `properties_folded`; a stored value of another kind is empty in
 * memory and in SQL alike, and its cast is guarded so that no row can make a query fail.
 */
export function propertyField(definition: CriteriaProperty): Field {
  const { key, label, kind, choices } = definition;
  return scalarField({
    id: `${propertyPrefix}${key}`,
    label,
    kind: fieldKinds[kind],
    ...(kind === "choice" ? { choices } : {}),
    subject: "contact",
    // A key that objects inherit ("constructor") reads as a function, which is of no kind: empty.
    from: ({ contact }) => contact.properties[key],
    column: columns[kind](sql`contact.properties_folded -> ${parameter(key, "text")}`),
    // One index holds every value of every property.
    equals: (bound) =>
      sql`contact.properties_folded @> ${parameter(JSON.stringify({ [key]: bound }), "jsonb")}`,
  });
}

const fieldKinds: Record<PropertyKind, Exclude<Kind, "set">> = {
  text: "text",
  number: "number",
  boolean: "yesNo",
  date: "date",
  choice: "choice",
};

// CASE is evaluated in order, so a cast never meets a value that its guard refuses.
const columns: Record<PropertyKind, (json: SqlPart) => SqlPart> = {
  text: (json) => textOf(json),
  choice: (json) => textOf(json),
  number: (json) => sql`(CASE WHEN jsonb_typeof(${json}) = 'number' THEN (${json})::numeric END)`,
  boolean: (json) => sql`(CASE WHEN jsonb_typeof(${json}) = 'boolean' THEN (${json})::boolean END)`,
  date: (json) =>
    sql`(CASE WHEN ${textOf(json)} ~ ${parameter(instantPattern, "text")} THEN ${textOf(json)}::timestamptz END)`,
};

function textOf(json: SqlPart): SqlPart {
  return sql`(CASE WHEN jsonb_typeof(${json}) = 'string' THEN (${json}) #>> '{}' END)`;
}
