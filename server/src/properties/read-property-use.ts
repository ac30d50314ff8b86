import type { PropertyUse } from "@tagalong/shared/contracts/property.ts";
import { propertyPrefix } from "@tagalong/shared/criteria/fields/property-field.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { conditionsOf } from "@tagalong/shared/criteria/references.ts";
import type { Principal } from "../auth/principal.ts";
import { readCriteriaUsers, usersToSee } from "../criteria-users/criteria-users.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { PropertyServices } from "./property-services.ts";
import { readProperties, type PropertyRow } from "./queries/properties.ts";
import { countByChoice, countValues } from "./queries/property-use.ts";

/** What a deletion or a removed choice would touch, of deleted properties too. */
export async function readPropertyUse(
  { database }: Pick<PropertyServices, "database">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
  key: string,
): Promise<PropertyUse> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const all = await readProperties(transaction, "all");
    const property = all.find((one) => one.key === key);
    if (!property) throw notFound("property");
    return {
      contacts: await countValues(transaction, key),
      choices: await choicesOf(transaction, property),
      usedBy: usersToSee(await usersOf(transaction, key), permissions),
    };
  });
}

/** What names the property in its criteria. */
export async function usersOf(
  transaction: OrganizationTransaction,
  key: string,
): Promise<PropertyUse["usedBy"]> {
  const users = await readCriteriaUsers(transaction);
  const field = `${propertyPrefix}${key}`;
  return users.flatMap(({ criteria, kind, id, name }) =>
    [...conditionsOf(criteria)].some(({ condition }) => condition.field === field)
      ? [{ kind, id, name }]
      : [],
  );
}

async function choicesOf(
  transaction: OrganizationTransaction,
  { key, kind, choices }: PropertyRow,
): Promise<PropertyUse["choices"]> {
  if (kind !== "choice") return [];
  const held = new Map((await countByChoice(transaction, key)).map((row) => [row.folded, row]));
  const offered = choices.map((choice) => {
    const contacts = held.get(fold(choice))?.contacts ?? 0;
    held.delete(fold(choice));
    return { choice, offered: true, contacts };
  });
  const former = [...held.values()].map(({ shown, contacts }) => ({
    choice: shown,
    offered: false,
    contacts,
  }));
  return [...offered, ...former];
}
