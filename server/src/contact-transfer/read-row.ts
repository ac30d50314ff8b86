import type { ImportSettings, ImportTarget } from "@tagalong/shared/contracts/contact-transfer.ts";
import { maxFieldLength, type PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { isoInstant, parseInstant } from "@tagalong/shared/criteria/instant.ts";
import { normalizeTagName, type TagNames } from "@tagalong/shared/tags/tag-name.ts";
import { checkFields, type FieldWriter, type WantedContact } from "../contacts/check-fields.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { undecodable } from "./csv/decode.ts";
import { unescapeFormula } from "./csv/escape-formula.ts";
import { readDate, readValue } from "./read-value.ts";

/** All that the rows of one file are read by. */
export interface RowRules {
  settings: ImportSettings;
  writer: FieldWriter;
  definitions: ReadonlyMap<string, PropertyDefinition>;
  tagNames: TagNames;
  /** Active tags by their names. */
  tagsByName: ReadonlyMap<string, { id: number; name: string; scope: string }>;
  /** Agents by folded email and by folded name; null where several have the name. */
  agents: ReadonlyMap<string, number | null>;
}

/** What a row says of a contact, checked; only what it says. */
export interface ReadRow {
  wanted: WantedContact;
  firstSeen: Date | null;
  lastSeen: Date | null;
  tagIds: number[];
}

/** Why a row is not imported. */
export interface Refusal {
  column: number | null;
  reason: string;
}

export class RowRefused extends Error {
  readonly refusal: Refusal;

  constructor(reason: string, column: number | null = null) {
    super(reason);
    this.refusal = { reason, column };
  }
}

/** Reads a row's cells by what its columns are; throws RowRefused. Blank cells say nothing. */
export function readRow(cells: readonly string[], rules: RowRules): ReadRow {
  const { settings, definitions, writer } = rules;
  const { columns } = settings;
  if (cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
    throw new RowRefused(`It has ${cells.length} cells, the header ${columns.length}.`);
  }
  const given = new Map<ImportTarget, string>();
  for (const [at, target] of columns.entries()) {
    const text = unescapeFormula(cells[at] ?? "").trim();
    if (target === "ignore" || text === "") continue;
    refuseUnreadable(text, at, target);
    given.set(target, text);
  }
  const properties: Record<string, string | number | boolean> = {};
  for (const [target, text] of given) {
    const key = target.startsWith("property.") ? target.slice("property.".length) : null;
    const definition = key === null ? undefined : definitions.get(key);
    if (key !== null && definition) properties[key] = readValue(text, definition, settings);
  }
  const at = (target: ImportTarget) => columns.indexOf(target);
  const names = [given.get("firstName"), given.get("lastName")].filter(
    (part) => part !== undefined,
  );
  const name = given.get("name") ?? (names.length > 0 ? names.join(" ") : undefined);
  const { email, phone, company, country, externalId, ownerId } = {
    email: given.get("email"),
    phone: given.get("phone"),
    company: given.get("company"),
    country: given.get("country"),
    externalId: given.get("externalId"),
    ownerId: ownerOf(given.get("owner"), at("owner"), rules),
  };
  const fields = {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(company !== undefined && { company }),
    ...(country !== undefined && { country }),
    ...(externalId !== undefined && { externalId }),
    ...(ownerId !== undefined && { ownerId }),
    properties,
  };
  return {
    wanted: checked(() => checkFields(fields, definitions, writer, settings.country), columns),
    firstSeen: instantOf(given.get("firstSeen"), at("firstSeen"), rules),
    lastSeen: instantOf(given.get("lastSeen"), at("lastSeen"), rules),
    tagIds: tagsOf(given.get("tags"), at("tags"), rules),
  };
}

function refuseUnreadable(text: string, column: number, target: ImportTarget): void {
  if (text.includes(undecodable)) {
    throw new RowRefused("It holds letters that the chosen encoding cannot read.", column);
  }
  if (text.includes("\0")) {
    throw new RowRefused("It holds characters that cannot be stored.", column);
  }
  if (target !== "tags" && text.length > maxFieldLength) {
    throw new RowRefused(`A field holds at most ${maxFieldLength} characters.`, column);
  }
}

/** A refusal of `checkFields` names the field; here its column is meant. */
function checked<T>(check: () => T, columns: readonly ImportTarget[]): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const target = error.path?.replace(/^properties\./, "property.") ?? "";
    const column = columns.findIndex(
      (each) => each === target || (target === "name" && /^(first|last)Name$/.test(each)),
    );
    throw new RowRefused(error.message, column === -1 ? null : column);
  }
}

function ownerOf(text: string | undefined, column: number, { agents }: RowRules) {
  if (text === undefined) return undefined;
  const id = agents.get(fold(text));
  if (id === undefined) throw new RowRefused(`There is no agent “${text}”.`, column);
  if (id === null) throw new RowRefused(`Several agents are called “${text}”.`, column);
  return id;
}

function instantOf(text: string | undefined, column: number, { settings }: RowRules): Date | null {
  if (text === undefined) return null;
  const iso = readDate(text, settings.dates);
  const at = iso === null ? null : parseInstant(iso);
  if (at !== null) return new Date(isoInstant(at));
  throw new RowRefused(`“${text}” is not a date such as 2026-01-31.`, column);
}

/** Only tags of the catalogue; an import never makes one. */
function tagsOf(text: string | undefined, column: number, rules: RowRules): number[] {
  if (text === undefined) return [];
  const ids = new Set<number>();
  for (const typed of text.split(rules.settings.tagSeparator)) {
    if (typed.trim() === "") continue;
    const tag =
      rules.tagsByName.get(typed.trim()) ??
      rules.tagsByName.get(normalizeTagName(typed, rules.tagNames));
    if (!tag) throw new RowRefused(`There is no tag “${typed.trim()}”.`, column);
    if (tag.scope === "conversation") {
      throw new RowRefused(`“${tag.name}” is for conversations only.`, column);
    }
    ids.add(tag.id);
  }
  return [...ids];
}
