import {
  propertyLimits,
  type ManagedProperty,
  type newPropertySchema,
} from "@tagalong/shared/contracts/property.ts";
import { derivePropertyKey } from "@tagalong/shared/properties/property-key.ts";
import type { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { checkChoices, checkLabel } from "./check-property.ts";
import type { PropertyServices } from "./property-services.ts";
import { insertProperty, readProperties } from "./queries/properties.ts";
import { toManagedProperty } from "./to-property.ts";

/**
 * Defines a property (C1). Its key follows from the label unless it is given, and stays: sites,
 * scripts and criteria name it. A deleted property's key is not free, since its values are there.
 */
export async function createProperty(
  { database, publisher }: PropertyServices,
  { organizationId, actor }: Principal,
  typed: z.output<typeof newPropertySchema>,
): Promise<ManagedProperty> {
  return await inOrganization(database, organizationId, async (transaction) => {
    // First, because it lets one change at a time through: no two take the same key or label.
    await bumpRulesVersion(transaction);
    const others = (await readProperties(transaction, "all")).map(toManagedProperty);
    const label = checkLabel(typed.label, others);
    const choices = checkChoices(typed.kind, typed.choices);
    const active = others.filter((one) => one.deletedAt === null).length;
    if (active >= propertyLimits.properties) {
      const message = `An organization has at most ${propertyLimits.properties} properties.`;
      throw new ProblemError("invalid_value", message);
    }
    const key = typed.key ?? derivePropertyKey(label, new Set(others.map((one) => one.key)));
    refuseTaken(key, others);
    const { kind } = typed;
    const writers = [...new Set(typed.writers)];
    const row = await insertProperty(transaction, { key, label, kind, choices, writers });
    await recordEvent(transaction, {
      kind: "property.created",
      subject: { type: "property", id: key },
      actor,
      data: { property: { key, label }, kind, choices, writers },
    });
    transaction.onCommit(() => publisher.propertiesChanged(organizationId));
    return toManagedProperty(row);
  });
}

function refuseTaken(key: string, others: readonly ManagedProperty[]): void {
  if (["constructor", "prototype"].includes(key)) {
    throw new ProblemError("invalid_value", `“${key}” cannot be a key.`, "key");
  }
  const holder = others.find((one) => one.key === key);
  if (!holder) return;
  const message =
    holder.deletedAt === null
      ? `“${holder.label}” has this key.`
      : `The deleted property “${holder.label}” has this key: restore it, or take another key.`;
  throw new ProblemError("name_taken", message, "key");
}
