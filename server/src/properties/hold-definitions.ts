import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { holdProperties } from "./queries/properties.ts";
import { toProperty } from "./to-property.ts";

/**
 * The definitions of these keys, those there are, kept from changing until the transaction ends: a
 * value that was checked against one still fits it when it is stored.
 */
export async function holdDefinitions(
  transaction: OrganizationTransaction,
  keys: readonly string[],
): Promise<Map<string, PropertyDefinition>> {
  const rows = await holdProperties(transaction, keys);
  return new Map(rows.map((row) => [row.key, toProperty(row)]));
}
