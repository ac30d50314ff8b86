import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { PropertyServices } from "./property-services.ts";
import { lockProperty, markProperty } from "./queries/properties.ts";
import { toManagedProperty } from "./to-property.ts";

/**
 * Deletes a property softly; again changes nothing. Contacts keep their values, unseen and unwritten,
 * so that a restore brings them back; to criteria it is empty meanwhile, and they are flagged.
 */
export async function deleteProperty(
  { database, publisher }: PropertyServices,
  { organizationId, actor }: Principal,
  key: string,
): Promise<ManagedProperty> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const before = await lockProperty(transaction, key);
    if (!before) throw notFound("property");
    if (before.deleted_at) return toManagedProperty(before);
    const row = await markProperty(transaction, key, { deleted: true });
    await recordEvent(transaction, {
      kind: "property.deleted",
      subject: { type: "property", id: key },
      actor,
      data: { property: { key, label: row.label } },
    });
    transaction.onCommit(() => publisher.propertiesChanged(organizationId));
    return toManagedProperty(row);
  });
}
