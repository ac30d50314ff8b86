import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { foldPropertyValue } from "@tagalong/shared/criteria/property-value.ts";
import type { PropertyValues } from "../database/schema.ts";
import type { WantedContact } from "./check-fields.ts";

const texts = ["name", "email", "phone", "company", "country", "external_id"] as const;
type Text = (typeof texts)[number];

/** A contact as stored, as far as people and programs write it. */
export type StoredFields = { [column in Text]: string | null } & {
  owner_id: number | null;
  verified: boolean;
  properties: PropertyValues;
  properties_folded: PropertyValues;
};

/** Columns to write: each text with its folded copy, and all properties where one changes. */
export type FieldColumns = Partial<StoredFields & Record<`${Text}_folded`, string | null>>;

type Told = Record<string, string | number | boolean | null>;

export interface ChangePlan {
  columns: FieldColumns;
  /** What changed, as the event tells it: owners by their ids, properties as `properties.<key>`. */
  before: Told;
  after: Told;
}

export const emptyContact: StoredFields = {
  name: null,
  email: null,
  phone: null,
  company: null,
  country: null,
  external_id: null,
  owner_id: null,
  verified: false,
  properties: {},
  properties_folded: {},
};

/**
 * What has to be written so that `stored` becomes what is wanted; nothing where it is that already.
 * Folded copies follow their originals. An external id that somebody vouches for proves who the
 * contact is, also one that was only claimed before; without one nothing does (C6). Pure.
 */
export function planChange(
  stored: StoredFields,
  wanted: WantedContact,
  definitions: ReadonlyMap<string, Pick<PropertyDefinition, "kind" | "choices">>,
): ChangePlan {
  const plan: ChangePlan = { columns: {}, before: {}, after: {} };
  const tell = (key: string, from: Told[string] | undefined, to: Told[string]) => {
    plan.before[key] = from ?? null;
    plan.after[key] = to;
  };
  for (const column of texts) {
    const value = wanted[column];
    if (value === undefined || value === stored[column]) continue;
    plan.columns[column] = value;
    plan.columns[`${column}_folded`] = value === null ? null : fold(value);
    tell(column, stored[column], value);
  }
  if (wanted.external_id !== undefined && (wanted.external_id !== null) !== stored.verified) {
    plan.columns.verified = wanted.external_id !== null;
    tell("verified", stored.verified, plan.columns.verified);
  }
  if (wanted.owner_id !== undefined && wanted.owner_id !== stored.owner_id) {
    plan.columns.owner_id = wanted.owner_id;
    tell("owner_id", stored.owner_id, wanted.owner_id);
  }
  const properties = new Map(Object.entries(stored.properties));
  const folded = new Map(Object.entries(stored.properties_folded));
  for (const [key, value] of Object.entries(wanted.properties)) {
    const definition = definitions.get(key);
    const from = properties.get(key) ?? null;
    if (!definition || value === from) continue;
    if (value === null) properties.delete(key);
    else properties.set(key, value);
    const compared = foldPropertyValue(definition, value);
    if (compared === null || compared === undefined) folded.delete(key);
    else folded.set(key, compared);
    plan.columns.properties = Object.fromEntries(properties);
    plan.columns.properties_folded = Object.fromEntries(folded);
    tell(`properties.${key}`, from, value);
  }
  return plan;
}
