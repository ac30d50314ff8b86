import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { PropertyServices } from "./property-services.ts";
import { readProperties, storeOrder } from "./queries/properties.ts";
import { toManagedProperty } from "./to-property.ts";

/** Puts the active properties into the order given, which names each of them once. */
export async function orderProperties(
  { database, publisher }: PropertyServices,
  { organizationId, actor }: Principal,
  keys: readonly string[],
): Promise<ManagedProperty[]> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const active = await readProperties(transaction);
    const before = active.map((property) => property.key);
    if ([...keys].sort().join(" ") !== [...before].sort().join(" ")) {
      const message = "The order names every property once. Read the properties again.";
      throw new ProblemError("conflict", message, "keys");
    }
    if (keys.join(" ") !== before.join(" ")) {
      await storeOrder(transaction, keys);
      await recordEvent(transaction, {
        kind: "property.reordered",
        subject: { type: "property", id: "all" },
        actor,
        data: { before, after: keys },
      });
      transaction.onCommit(() => publisher.propertiesChanged(organizationId));
    }
    return (await readProperties(transaction)).map(toManagedProperty);
  });
}
