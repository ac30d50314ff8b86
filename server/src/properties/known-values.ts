import type { PropertyValues } from "../database/schema.ts";

/** A contact's values that are defined; those of deleted properties are kept unseen. */
export function knownValues(
  values: PropertyValues,
  definitions: ReadonlyMap<string, unknown>,
): PropertyValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => definitions.has(key)));
}
