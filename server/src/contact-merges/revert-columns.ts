import { isDeepStrictEqual } from "node:util";
import type { ChangedColumns, MovedRows, StoredContact } from "./stored-rows.ts";

const perKey = new Set(["properties", "properties_folded"]);
/** Written together, so they go back together. */
const identity = ["external_id", "external_id_folded", "verified"];

/**
 * The columns that undoing a merge sets: each goes back to what it was, unless somebody has changed
 * it since. Properties go back one by one. Pure.
 */
export function revertColumns(
  now: StoredContact,
  { before, after }: Pick<MovedRows, "before" | "after">,
): ChangedColumns {
  const reverted: ChangedColumns = {};
  const identityStands = isDeepStrictEqual(
    now.external_id,
    "external_id" in after ? after.external_id : now.external_id,
  );
  for (const [column, was] of Object.entries(before)) {
    if (perKey.has(column)) {
      reverted[column] = revertKeys(asRecord(now[column]), asRecord(was), asRecord(after[column]));
    } else if (identity.includes(column)) {
      if (identityStands) reverted[column] = was;
    } else if (isDeepStrictEqual(now[column] ?? null, after[column] ?? null)) {
      reverted[column] = was;
    }
  }
  return reverted;
}

type Values = Readonly<Record<string, unknown>>;

const asRecord = (value: unknown) => (value ?? {}) as Values;

function revertKeys(now: Values, before: Values, after: Values): Values {
  const values = new Map(Object.entries(now));
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    if (!isDeepStrictEqual(now[key], after[key])) continue;
    if (Object.hasOwn(before, key)) values.set(key, before[key]);
    else values.delete(key);
  }
  return Object.fromEntries(values);
}
