import type { LikeContacts } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Principal } from "../auth/principal.ts";
import { readContact } from "../contacts/read-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readAlike } from "./queries/alike.ts";

/**
 * Contacts that may be the same person, by what anybody may have typed, verified or not: for a
 * person to look at. Nothing merges by it (C6).
 */
export async function findDuplicates(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  contactId: number,
): Promise<LikeContacts> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await readContact(transaction, contactId);
    const found: LikeContacts = [];
    for (const row of await readAlike(transaction, contactId)) {
      const same: LikeContacts[number]["same"] = [];
      if (row.same_external_id) same.push("externalId");
      if (row.same_email) same.push("email");
      if (row.same_phone) same.push("phone");
      found.push({ contact: await readContact(transaction, row.id), same });
    }
    return found;
  });
}
