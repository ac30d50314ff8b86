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
 * A contact with the tags and segments that one may see (C3, S8). It stands here and not with the contacts because segments
 * build on contacts and tags, never the other way round.
 */
export async function readContactDetail(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
  contactId: number,
  conversationId?: number,
): Promise<ContactDetail> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const named = permissions.has("view conversations") ? conversationId : undefined;
    const compiled = await rules.read(transaction);
    const [contact, assignments, segments] = await Promise.all([
      readContact(transaction, contactId),
      permissions.has("view tags") ? readAssignments(transaction, taggedContact, contactId) : [],
      permissions.has("view crm segments")
        ? readContactSegments(transaction, compiled, contactId, named)
        : [],
    ]);
    const properties = await withoutDeleted(transaction, contact.properties);
    // Why somebody is in a segment may be that they have a tag.
    const why = permissions.has("view tags")
      ? segments
      : segments.map((segment) => ({ ...segment, why: [] }));
    return { ...contact, properties, assignments, segments: why };
  });
}
