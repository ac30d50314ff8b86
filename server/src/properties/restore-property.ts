import { propertyLimits, type ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { checkLabel } from "./check-property.ts";
import type { PropertyServices } from "./property-services.ts";
import { lockProperty, markProperty, readProperties } from "./queries/properties.ts";
import { toManagedProperty } from "./to-property.ts";

/** Brings a deleted property back with every value that contacts have of it; again changes nothing. */
export async function restoreProperty(
  { database, publisher }: PropertyServices,
  { organizationId, actor }: Principal,
  key: string,
): Promise<ManagedProperty> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const before = await lockProperty(transaction, key);
    if (!before) throw notFound("property");
    if (!before.deleted_at) return toManagedProperty(before);
    const active = await readProperties(transaction);
    checkLabel(before.label, active.map(toManagedProperty));
    if (active.length >= propertyLimits.properties) {
      const message = `An organization has at most ${propertyLimits.properties} properties.`;
      throw new ProblemError("invalid_value", message);
    }
    const row = await markProperty(transaction, key, { deleted: false });
    await recordEvent(transaction, {
      kind: "property.restored",
      subject: { type: "property", id: key },
      actor,
      data: { property: { key, label: row.label } },
    });
    transaction.onCommit(() => publisher.propertiesChanged(organizationId));
    return toManagedProperty(row);
  });
}
