import type { ContactDetail } from "@tagalong/shared/contracts/contact.ts";
import type { Principal } from "../auth/principal.ts";
import { readContact } from "../contacts/read-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { withoutDeleted } from "../properties/without-deleted.ts";
import type { Services } from "../services.ts";
import { readAssignments } from "../tags/read-assignments.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { readContactSegments } from "./contact-segments.ts";

/**
 * A contact with tags and segments (C3). It stands here and not with the contacts because segments
 * build on contacts and tags, never the other way round.
 */
export async function readContactDetail(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId }: Pick<Principal, "organizationId">,
  contactId: number,
  conversationId?: number,
): Promise<ContactDetail> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const compiled = await rules.read(transaction);
    const [contact, assignments, segments] = await Promise.all([
      readContact(transaction, contactId),
      readAssignments(transaction, taggedContact, contactId),
      readContactSegments(transaction, compiled, contactId, conversationId),
    ]);
    const properties = await withoutDeleted(transaction, contact.properties);
    return { ...contact, properties, assignments, segments };
  });
}
