import { contextSchema, type Context } from "@tagalong/shared/contracts/context.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { foldPropertyValue } from "@tagalong/shared/criteria/property-value.ts";
import type { PropertyValues } from "../database/schema.ts";
import { ProblemError } from "../errors/problem-error.ts";

/** What a signed token may vouch for: the context without what only the page knows. */
export const claimsSchema = contextSchema.omit({ topic: true, language: true, pageUrl: true });
export type ContextClaims = Omit<Context, "topic" | "language" | "pageUrl">;

export type PropertyWriter = PropertyDefinition["writers"][number];

export interface CheckedProperties {
  /** As given. */
  given: PropertyValues;
  /** As compared; the same keys. */
  folded: PropertyValues;
  /** Keys whose value is blank: empty is the same as missing, so they are taken away. */
  removed: string[];
}

/**
 * Properties that this writer may set, in both forms (C1). Unknown ones, values of another kind and
 * those that the writer may not write are refused, naming the place: nothing is dropped silently.
 * `path` is where they stood: "context" or "token".
 */
export function checkProperties(
  properties: Record<string, string | number | boolean> | undefined,
  definitions: ReadonlyMap<string, PropertyDefinition>,
  writer: PropertyWriter,
  path: string,
): CheckedProperties {
  const checked: CheckedProperties = { given: {}, folded: {}, removed: [] };
  for (const [key, value] of Object.entries(properties ?? {})) {
    const refuse = (message: string) =>
      new ProblemError("invalid_context", message, `${path}.properties.${key}`);
    const definition = definitions.get(key);
    if (!definition) throw refuse(`There is no property “${key.slice(0, 60)}”.`);
    if (!mayWrite(definition, writer)) {
      throw refuse(`“${definition.label}” may not be set from ${places[writer]}.`);
    }
    if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed())) {
      throw refuse("The text has characters that cannot be stored.");
    }
    const folded = foldPropertyValue(definition, value);
    if (folded === undefined) throw refuse(`“${definition.label}” is ${kindOf(definition)}.`);
    if (folded === null) checked.removed.push(key);
    else {
      checked.given[key] = value;
      checked.folded[key] = folded;
    }
  }
  return checked;
}

/** What an unsigned page may write, a signed one may write as well. */
function mayWrite({ writers }: PropertyDefinition, writer: PropertyWriter): boolean {
  return (
    writers.includes(writer) || (writer === "signed_context" && writers.includes("unsigned_context"))
  );
}

const places: Record<PropertyWriter, string> = {
  agent: "here",
  api: "the API",
  signed_context: "the context",
  unsigned_context: "unsigned context",
};

function kindOf({ kind, choices }: PropertyDefinition): string {
  switch (kind) {
    case "text":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "date":
      return "a date such as 2026-01-31";
    case "choice":
      return `one of: ${choices.join(", ")}`;
  }
}
