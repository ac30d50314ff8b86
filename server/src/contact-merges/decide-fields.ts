import {
  mergeFields,
  type MergeDifference,
  type MergeSide,
} from "@tagalong/shared/contracts/contact-merge.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { decideIdentity } from "./decide-identity.ts";
import type { ChangedColumns, StoredContact } from "./stored-rows.ts";

export interface DecidedFields {
  differences: MergeDifference[];
  /** The kept contact's columns that become other than they are. */
  columns: ChangedColumns;
  /** A verified external id that is no longer a contact's own, and must go on finding it. */
  alias: string | null;
}

type Choices = Readonly<Record<string, MergeSide>>;
type Definition = Pick<PropertyDefinition, "key" | "label" | "kind">;

const labels = {
  name: "Name",
  email: "Email",
  phone: "Phone",
  company: "Company",
  country: "Country",
  externalId: "External id",
  ownerId: "Owner",
} as const;

const columnOf = { externalId: "external_id", ownerId: "owner_id" } as const;

/**
 * Whose value of each field the one contact has: what was chosen, else the kept contact's, filled
 * from the absorbed one where it is empty. Pure; an impossible choice is refused with its path.
 */
export function decideFields(
  kept: StoredContact,
  absorbed: StoredContact,
  choices: Choices,
  properties: readonly Definition[],
  owners: ReadonlyMap<number, string>,
): DecidedFields {
  refuseUnknown(choices, properties);
  const differences: MergeDifference[] = [];
  const columns: ChangedColumns = {};
  const identity = decideIdentity(kept, absorbed, choices.externalId);

  for (const field of mergeFields) {
    const column = field in columnOf ? columnOf[field as keyof typeof columnOf] : field;
    const [ours, theirs] = [kept[column] ?? null, absorbed[column] ?? null];
    if (ours === theirs) continue;
    const decided = field === "externalId" ? identity : sideOf(ours, theirs, choices[field]);
    if (choices[field] !== undefined && choices[field] !== decided.side) refuseChoice(field);
    const shown = (value: unknown) =>
      (field === "ownerId" ? (owners.get(value as number) ?? null) : value) as string | null;
    differences.push({
      field,
      label: labels[field],
      kind: "text",
      kept: shown(ours),
      absorbed: shown(theirs),
      ...decided,
    });
    if (decided.side === "kept") continue;
    columns[column] = theirs;
    if (field !== "ownerId") columns[`${column}_folded`] = absorbed[`${column}_folded`] ?? null;
  }
  if (identity.verified !== kept.verified) columns.verified = identity.verified;

  const taken: string[] = [];
  for (const { key, label, kind } of properties) {
    const field = `properties.${key}`;
    const [ours, theirs] = [own(kept.properties, key), own(absorbed.properties, key)];
    if (ours === theirs) continue;
    const decided = sideOf(ours, theirs, choices[field]);
    if (choices[field] !== undefined && choices[field] !== decided.side) refuseChoice(field);
    differences.push({ field, label, kind, kept: ours, absorbed: theirs, ...decided });
    if (decided.side === "absorbed") taken.push(key);
  }
  // Of deleted properties, too: they can be restored, and nobody is asked about them meanwhile.
  const defined = new Set(properties.map(({ key }) => key));
  for (const key of Object.keys(absorbed.properties)) {
    if (!defined.has(key) && isEmpty(own(kept.properties, key))) taken.push(key);
  }
  if (taken.length > 0) {
    columns.properties = withKeys(kept.properties, absorbed.properties, taken);
    columns.properties_folded = withKeys(kept.properties_folded, absorbed.properties_folded, taken);
  }
  return { differences, columns, alias: identity.alias };
}

/** Nothing is chosen between a value and none. */
function sideOf(ours: unknown, theirs: unknown, chosen: MergeSide | undefined) {
  if (isEmpty(ours)) return { side: "absorbed", choice: false } as const;
  if (isEmpty(theirs)) return { side: "kept", choice: false } as const;
  return { side: chosen ?? "kept", choice: true } as const;
}

const isEmpty = (value: unknown) => value === null || value === "";

const own = <Value>(values: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(values, key) ? (values[key] ?? null) : null;

function withKeys<Value>(
  into: Readonly<Record<string, Value>>,
  from: Readonly<Record<string, Value>>,
  keys: readonly string[],
): Record<string, Value> {
  const all = { ...into };
  for (const key of keys) {
    const value = own(from, key);
    if (value === null) delete all[key];
    else all[key] = value;
  }
  return all;
}

function refuseUnknown(choices: Choices, properties: readonly Definition[]): void {
  const known = new Set<string>([
    ...mergeFields,
    ...properties.map(({ key }) => `properties.${key}`),
  ]);
  for (const field of Object.keys(choices)) {
    if (known.has(field)) continue;
    throw new ProblemError("invalid_value", "There is no such field.", `fields.${field}`);
  }
}

function refuseChoice(field: string): never {
  const message =
    field === "externalId"
      ? "A verified external id is not replaced by one that is not."
      : "There is nothing to choose: only one of the two has it.";
  throw new ProblemError("invalid_value", message, `fields.${field}`);
}
