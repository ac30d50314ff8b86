import { criteriaUsers } from "@tagalong/shared/contracts/criteria-user.ts";
import type { ManagedProperty, PropertyChange } from "@tagalong/shared/contracts/property.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { checkChoices, checkLabel } from "./check-property.ts";
import type { PropertyServices } from "./property-services.ts";
import {
  lockProperty,
  readProperties,
  updateProperty,
  type PropertyRow,
} from "./queries/properties.ts";
import { hasValues } from "./queries/property-use.ts";
import { usersOf } from "./read-property-use.ts";
import { toManagedProperty } from "./to-property.ts";

const fields = ["label", "kind", "choices", "writers"] as const;

/**
 * Changes what is given of an active property. Contacts that hold a choice which is no longer offered
 * keep it, and criteria that name it still match them; it cannot be given anew. The kind can change
 * only while no contact has a value and no criteria name the property: both would mean nothing.
 */
export async function editProperty(
  { database, publisher }: PropertyServices,
  { organizationId, actor }: Principal,
  key: string,
  typed: PropertyChange,
): Promise<ManagedProperty> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const before = await lockProperty(transaction, key);
    if (!before || before.deleted_at) throw notFound("property");
    const wanted = await check(transaction, before, typed);
    const changed = fields.filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(wanted[field]),
    );
    if (changed.length === 0) return toManagedProperty(before);
    const pick = (from: Pick<PropertyRow, (typeof fields)[number]>) =>
      Object.fromEntries(changed.map((field) => [field, from[field]]));
    const row = await updateProperty(transaction, key, pick(wanted));
    await recordEvent(transaction, {
      kind: "property.updated",
      subject: { type: "property", id: key },
      actor,
      data: { property: { key, label: row.label }, before: pick(before), after: pick(wanted) },
    });
    transaction.onCommit(() => publisher.propertiesChanged(organizationId));
    return toManagedProperty(row);
  });
}

async function check(
  transaction: OrganizationTransaction,
  before: PropertyRow,
  typed: PropertyChange,
): Promise<Pick<PropertyRow, (typeof fields)[number]>> {
  const kind = typed.kind ?? before.kind;
  if (kind !== before.kind) {
    if (await hasValues(transaction, before.key)) {
      throw refuseKind(`contacts have values of “${before.label}”`);
    }
    const [user] = await usersOf(transaction, before.key);
    if (user) throw refuseKind(`the ${criteriaUsers[user.kind].word} “${user.name}” names it`);
  }
  const others = (await readProperties(transaction)).filter(({ key }) => key !== before.key);
  const choicesBefore = kind === before.kind ? before.choices : [];
  return {
    kind,
    label:
      typed.label === undefined
        ? before.label
        : checkLabel(typed.label, others.map(toManagedProperty)),
    choices: checkChoices(kind, typed.choices ?? choicesBefore),
    writers: typed.writers ? [...new Set(typed.writers)] : before.writers,
  };
}

const refuseKind = (why: string) =>
  new ProblemError("invalid_value", `The kind cannot change: ${why}.`, "kind");
