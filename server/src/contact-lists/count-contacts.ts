import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { compileFilter } from "./compile-filter.ts";
import { countFiltered } from "./queries/count-contacts.ts";

/** How many contacts a filter finds (C2). */
export async function countContacts(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId }: Pick<Principal, "organizationId">,
  filter: ContactFilter,
): Promise<number> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const known = await rules.read(transaction);
    return await countFiltered(transaction, compileFilter(filter, known), new Date());
  });
}
