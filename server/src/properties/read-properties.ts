import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readProperties as read } from "./queries/properties.ts";
import { toProperty } from "./to-property.ts";

/** The definitions of the organization's properties, deleted ones left out, in its own order. */
export async function readProperties(
  transaction: OrganizationTransaction,
): Promise<PropertyDefinition[]> {
  return (await read(transaction)).map(toProperty);
}
