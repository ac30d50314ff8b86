import { findCountry } from "@tagalong/shared/contacts/countries.ts";
import type { ContactFields, PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { isVisible } from "@tagalong/shared/contracts/visible.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { z } from "zod";
import { ProblemError } from "../errors/problem-error.ts";
import { cleanText } from "./clean-text.ts";
import { readPhone } from "./read-phone.ts";
import { wrongValue } from "./wrong-value.ts";

/** What a contact is wanted to be, checked: only what was given, null where it is emptied. */
export interface WantedContact {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  company?: string | null;
  country?: string | null;
  external_id?: string | null;
  owner_id?: number | null;
  properties: Record<string, string | number | boolean | null>;
}

export type FieldWriter = "agent" | "api";

const refuse = (path: string, message: string) => new ProblemError("invalid_value", message, path);
const emailAddress = z.email();

/**
 * Holds given fields against what they must be (C1) and gives them as they are stored. Refused, each
 * with its path: what is no email, phone number or country, a property that is unknown, of the wrong
 * kind or not this writer's to write. `country` is the contact's own, for a phone number without +.
 */
export function checkFields(
  given: ContactFields,
  definitions: ReadonlyMap<string, PropertyDefinition>,
  writer: FieldWriter,
  country: string | null,
): WantedContact {
  const wanted: WantedContact = {
    properties: checkProperties(given.properties ?? {}, definitions, writer),
  };
  if (given.name !== undefined) wanted.name = line("name", given.name);
  if (given.company !== undefined) wanted.company = line("company", given.company);
  if (given.externalId !== undefined) wanted.external_id = line("externalId", given.externalId);
  if (given.email !== undefined) wanted.email = email(given.email);
  if (given.country !== undefined) wanted.country = countryOf(given.country);
  if (given.phone !== undefined) {
    const home = wanted.country === undefined ? country : wanted.country;
    wanted.phone = phone(given.phone, home);
  }
  if (given.ownerId !== undefined) wanted.owner_id = given.ownerId;
  return wanted;
}

/** Blank text is no text. */
function line(path: string, typed: string | null): string | null {
  const text = cleanText(typed ?? "");
  if (text === "") return null;
  if (!isVisible(text)) throw refuse(path, "There is nothing to see in this text.");
  return text;
}

function email(typed: string | null): string | null {
  const text = cleanText(typed ?? "");
  if (text === "") return null;
  if (text.length <= 320 && emailAddress.safeParse(text).success) return text;
  throw refuse("email", "This is not an email address; write it as in ann@example.org.");
}

function phone(typed: string | null, country: string | null): string | null {
  if (typed === null || cleanText(typed) === "") return null;
  const read = readPhone(typed, country);
  if ("problem" in read) throw refuse("phone", read.problem);
  return read.phone;
}

function countryOf(typed: string | null): string | null {
  if (typed === null || cleanText(typed) === "") return null;
  const code = findCountry(cleanText(typed));
  if (code) return code;
  throw refuse("country", "This is no country; give its ISO code or its English name.");
}

function checkProperties(
  given: NonNullable<ContactFields["properties"]>,
  definitions: ReadonlyMap<string, PropertyDefinition>,
  writer: FieldWriter,
): WantedContact["properties"] {
  const wanted: WantedContact["properties"] = {};
  for (const [key, value] of Object.entries(given)) {
    const path = `properties.${key}`;
    const definition = definitions.get(key);
    if (!definition) throw refuse(path, "There is no such property.");
    if (!definition.writers.includes(writer)) {
      const who = writer === "agent" ? "agents" : "the API";
      const message = `“${definition.label}” cannot be written by ${who}.`;
      throw new ProblemError("forbidden", message, path);
    }
    wanted[key] = propertyValue(value, definition, path);
  }
  return wanted;
}

function propertyValue(
  value: string | number | boolean | null,
  definition: PropertyDefinition,
  path: string,
): string | number | boolean | null {
  const text = typeof value === "string" ? value.trim() : value;
  if (text === null || text === "") return null;
  const wrong = wrongValue(text, definition);
  if (wrong !== null) throw refuse(path, `“${definition.label}” ${wrong}.`);
  if (definition.kind === "choice" && typeof text === "string") {
    return definition.choices.find((choice) => fold(choice) === fold(text)) ?? text;
  }
  if (definition.kind !== "text" || typeof text !== "string") return text;
  return isVisible(text) ? text : null;
}
