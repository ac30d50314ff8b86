import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { Row } from "../database/schema.ts";
import { checkProperties, type ContextClaims } from "./check-context.ts";
import { foldColumns, textColumns, type FoldedColumns, type TextFields } from "./folded-columns.ts";

export interface Told {
  /** The page's own word. */
  context: Context | undefined;
  /** What a signed token vouches for. */
  claims: ContextClaims | null;
}

/** What changes on the contact; written as it stands by write-identity.ts. */
export interface ContactChanges {
  columns: FoldedColumns;
  properties: Record<string, string | number | boolean>;
  propertiesFolded: Record<string, string | number | boolean>;
  removedProperties: string[];
  /** For the event: field → before and after. Empty: nothing changes. */
  differences: Record<string, { from: unknown; to: unknown }>;
}

/**
 * What a visitor's page says, set against what is known. Signed words replace; on a verified
 * contact unsigned ones only fill what is empty, so that nobody writes over what was vouched for
 * (C6). Pure; throws what checkProperties refuses.
 */
export function mergeContext(
  existing: Row<"contacts"> | undefined,
  verified: boolean,
  { context, claims }: Told,
  definitions: ReadonlyMap<string, PropertyDefinition>,
): ContactChanges {
  const unsigned = checkProperties(context?.properties, definitions, "unsigned_context", "context");
  const signed = checkProperties(claims?.properties, definitions, "signed_context", "token");
  const fields: TextFields = {};
  for (const column of textColumns) {
    const vouched = claims ? textOf(claims, column) : undefined;
    const said = context ? textOf(context, column) : undefined;
    const known = existing?.[column] ?? null;
    if (vouched !== undefined) fields[column] = vouched;
    else if (said !== undefined && !(verified && known !== null)) fields[column] = said;
  }
  const changes: ContactChanges = {
    columns: foldColumns(fields),
    properties: { ...unsigned.given, ...signed.given },
    propertiesFolded: { ...unsigned.folded, ...signed.folded },
    removedProperties: [...unsigned.removed, ...signed.removed].filter(
      (key) => !(key in signed.given),
    ),
    differences: {},
  };
  for (const key of changes.removedProperties) {
    delete changes.properties[key];
    delete changes.propertiesFolded[key];
  }
  noteDifferences(changes, existing);
  return changes;
}

/** An anonymous page has no word of its own about who the visitor is unless it says one. */
function textOf(told: ContextClaims, column: (typeof textColumns)[number]): string | undefined {
  switch (column) {
    case "external_id":
      return told.externalId;
    case "country":
      return undefined;
    default:
      return told[column];
  }
}

function noteDifferences(changes: ContactChanges, existing: Row<"contacts"> | undefined): void {
  const note = (field: string, from: unknown, to: unknown) => {
    if (from !== to) changes.differences[field] = { from, to };
  };
  for (const column of textColumns) {
    const to = changes.columns[column];
    if (to !== undefined) note(column, existing?.[column] ?? null, to);
  }
  for (const [key, to] of Object.entries(changes.properties)) {
    note(`property.${key}`, existing?.properties[key] ?? null, to);
  }
  for (const key of changes.removedProperties) {
    note(`property.${key}`, existing?.properties[key] ?? null, null);
  }
}
