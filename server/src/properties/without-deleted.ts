import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { PropertyValues } from "../database/schema.ts";
import { knownValues } from "./known-values.ts";
import { readProperties } from "./queries/properties.ts";

/** A contact's values as people and programs see them: those of deleted properties are kept unseen. */
export async function withoutDeleted(
  transaction: OrganizationTransaction,
  values: PropertyValues,
): Promise<PropertyValues> {
  const rows = await readProperties(transaction);
  return knownValues(values, new Map(rows.map((row) => [row.key, row])));
}
