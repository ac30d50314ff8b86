import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { foldPropertyValue } from "@tagalong/shared/criteria/property-value.ts";
import type { PropertyValues } from "../database/schema.ts";

/** A contact's fields as given by a site, a person or a file; blank text counts as not given. */
export interface GivenContact {
  email?: string | null | undefined;
  name?: string | null | undefined;
  company?: string | null | undefined;
  phone?: string | null | undefined;
  country?: string | null | undefined;
  externalId?: string | null | undefined;
  properties?: PropertyValues | undefined;
}

const columnOf = {
  email: "email",
  name: "name",
  company: "company",
  phone: "phone",
  country: "country",
  externalId: "external_id",
} as const;

type Definitions = ReadonlyMap<string, Pick<PropertyDefinition, "kind" | "choices">>;

type TextField = keyof typeof columnOf;
type TextColumn = (typeof columnOf)[TextField];

export type ContactColumns = {
  [column in TextColumn | `${TextColumn}_folded`]: string | null;
} & { properties: PropertyValues; properties_folded: PropertyValues };

/** The columns that hold a contact's fields, each with the folded copy that criteria compare. */
export function foldedColumns(given: GivenContact, definitions: Definitions): ContactColumns {
  const columns: Record<string, string | null> = {};
  for (const [field, column] of Object.entries(columnOf)) {
    const text = given[field as TextField] ?? "";
    const folded = fold(text);
    columns[column] = folded === "" ? null : text;
    columns[`${column}_folded`] = folded === "" ? null : folded;
  }
  const properties = given.properties ?? {};
  return {
    ...(columns as Omit<ContactColumns, "properties" | "properties_folded">),
    properties,
    properties_folded: foldProperties(properties, definitions),
  };
}

/** A value that is not of its property's kind has no folded copy: to criteria it is empty. */
function foldProperties(values: PropertyValues, definitions: Definitions): PropertyValues {
  const folded: PropertyValues = {};
  for (const [key, definition] of definitions) {
    const value = Object.hasOwn(values, key) ? foldPropertyValue(definition, values[key]) : null;
    if (value !== undefined && value !== null) folded[key] = value;
  }
  return folded;
}
