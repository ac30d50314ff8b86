import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { PropertyValues } from "../database/schema.ts";
import { readProperties } from "./queries/properties.ts";

/** A contact's values as people and programs see them: those of deleted properties are kept unseen. */
export async function withoutDeleted(
  transaction: OrganizationTransaction,
  values: PropertyValues,
): Promise<PropertyValues> {
  const deleted = await readProperties(transaction, "deleted");
  if (deleted.length === 0) return values;
  const keys = new Set(deleted.map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)));
}
