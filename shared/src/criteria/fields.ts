import type { CriteriaContext, CriteriaProperty } from "./context.ts";
import type { Field } from "./field.ts";
import { contactFields } from "./fields/contact-fields.ts";
import { conversationFields } from "./fields/conversation-fields.ts";
import { propertyField, propertyPrefix } from "./fields/property-field.ts";

export { propertyField };

/**
 * Every built-in field of the criteria language, by the id that criteria store.
 *
 * To add a field, write one entry in `fields/` (contact, conversation, or a file of its own):
 * - `id`, `label`, `kind`, `subject`, and `reference` where its values are ids,
 * - `from`, where memory reads it (add the fact to `facts.ts` and to whoever loads facts),
 * - `column`, where SQL reads it: over the aliases `contact` and `conversation`, of the kind's type,
 *   NULL for anything of another shape. A field of another table reads it by a subselect.
 * A set that is not tags (such as deals' stages) is a `Field` of its own, as `segments-field.ts`.
 * Then give it rows in `cases.ts`. Operators come with the kind; no other file names a field.
 */
export const builtInFields: readonly Field[] = [...contactFields, ...conversationFields];

const builtIns: ReadonlyMap<string, Field> = new Map(
  builtInFields.map((field) => [field.id, field]),
);

const propertyFields = new WeakMap<readonly CriteriaProperty[], ReadonlyMap<string, Field>>();

function propertiesOf(properties: readonly CriteriaProperty[]): ReadonlyMap<string, Field> {
  const known = propertyFields.get(properties);
  if (known) return known;
  const fields = new Map(
    properties.map(propertyField).map((field): [string, Field] => [field.id, field]),
  );
  propertyFields.set(properties, fields);
  return fields;
}

type Where = Pick<CriteriaContext, "properties">;

/** Finds a field by its id, whatever the subject; undefined when there is none (any more). */
export function findField(id: string, { properties }: Where): Field | undefined {
  return id.startsWith(propertyPrefix) ? propertiesOf(properties).get(id) : builtIns.get(id);
}

/** The fields that criteria of a subject may use, in the builder's order. */
export function fieldsFor({
  subject,
  properties,
}: Pick<CriteriaContext, "subject" | "properties">): Field[] {
  const contact = [...contactFields, ...propertiesOf(properties).values()];
  return subject === "contact" ? contact : [...contact, ...conversationFields];
}
