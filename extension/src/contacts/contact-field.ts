import { countryName } from "@tagalong/shared/contacts/countries.ts";
import type {
  Contact,
  ContactFields,
  PropertyDefinition,
} from "@tagalong/shared/contracts/contact.ts";
import { formatPhone } from "./phone-format.ts";
import { propertyInWords } from "./property-words.ts";

export type FieldValue = string | number | boolean | null;

/** One field of a contact that can be shown and edited by itself. */
export type ContactField = {
  /** As refusals name it: `email`, `properties.plan_tier`. */
  path: string;
  label: string;
  kind: "email" | "phone" | "country" | "owner" | PropertyDefinition["kind"];
  choices: readonly string[];
  /** Why agents do not write it; null: they do. */
  locked: string | null;
};

const builtIn = (path: string, label: string, kind: ContactField["kind"] = "text") => ({
  path,
  label,
  kind,
  choices: [],
  locked: null,
});

/** Built-in fields in the order of a form. */
export const builtInFields: readonly ContactField[] = [
  builtIn("name", "Name"),
  builtIn("email", "Email", "email"),
  builtIn("phone", "Phone", "phone"),
  builtIn("company", "Company"),
  builtIn("country", "Country", "country"),
  builtIn("ownerId", "Owner", "owner"),
  builtIn("externalId", "External id"),
];

const writerWords: Record<PropertyDefinition["writers"][number], string> = {
  agent: "agents",
  api: "the API",
  signed_context: "your site, signed",
  unsigned_context: "your site",
};

/** "Written by the API and your site, signed." */
export function writersInWords(writers: PropertyDefinition["writers"]): string {
  if (writers.length === 0) return "Nobody can write it any more.";
  const words = new Intl.ListFormat("en").format(writers.map((writer) => writerWords[writer]));
  return `Written by ${words}.`;
}

export function propertyField(definition: PropertyDefinition): ContactField {
  const { key, label, kind, choices, writers } = definition;
  const locked = writers.includes("agent") ? null : writersInWords(writers);
  return { path: `properties.${key}`, label, kind, choices, locked };
}

const keyOf = (path: string) => /^properties\.(.+)$/.exec(path)?.[1];

export function valueOf(contact: Contact, path: string): FieldValue {
  const key = keyOf(path);
  if (key === undefined) return (contact[path as keyof Contact] ?? null) as FieldValue;
  return Object.hasOwn(contact.properties, key) ? (contact.properties[key] ?? null) : null;
}

/** The part of a change's body that writes one field. */
export function bodyOf(path: string, value: FieldValue): ContactFields {
  const key = keyOf(path);
  return key === undefined ? { [path]: value } : { properties: { [key]: value } };
}

/** A value as people read it; `agents` for an owner's name. */
export function fieldInWords(
  { kind }: Pick<ContactField, "kind">,
  value: FieldValue,
  agents: ReadonlyMap<number, string>,
): string {
  if (value === null || value === "") return "";
  if (kind === "country") return countryName(String(value));
  if (kind === "owner") return agents.get(Number(value)) ?? "Somebody who left";
  if (kind === "phone") return formatPhone(String(value));
  if (kind === "email") return String(value);
  return propertyInWords(value, { kind });
}
