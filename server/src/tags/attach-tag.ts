import type { Assignments } from "@tagalong/shared/contracts/tag.ts";
import { tagSourceOf, type Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { mayAttach } from "./attach-policy.ts";
import { missingRecord } from "./missing-record.ts";
import { insertAssignment, lockRecord } from "./queries/assignments.ts";
import { readTagSettings, readTagToAssign } from "./queries/catalogue.ts";
import { readAssignments } from "./read-assignments.ts";
import { recordTagChange } from "./record-tag-change.ts";
import type { TagServices } from "./tag-services.ts";
import type { TaggedRecord } from "./tagged-record.ts";
import { toAssignment } from "./to-tag.ts";

/**
 * Adds a tag to a contact or a conversation; a second time changes nothing (T11). The record's lock
 * lets one change at a time through, so the limit holds whoever adds at once (T7).
 */
export async function attachTag(
  services: TagServices,
  principal: Principal,
  record: TaggedRecord,
  recordId: number,
  tagId: number,
): Promise<Assignments> {
  return await inOrganization(services.database, principal.organizationId, async (transaction) => {
    const [owner, tag, assignments, settings] = await Promise.all([
      lockRecord(transaction, record, recordId),
      readTagToAssign(transaction, tagId),
      readAssignments(transaction, record, recordId),
      readTagSettings(transaction),
    ]);
    if (!owner) throw await missingRecord(transaction, record, recordId);
    if (!tag) throw notFound("tag");
    if (!mayAttach(tag, record, assignments, settings.max_tags_per_record)) {
      return { changed: false, assignments };
    }
    const { actor } = principal;
    const source = tagSourceOf(principal);
    const change = { kind: record.added, record, recordId, contactId: owner.contact_id, tag };
    const { createdAt, revision } = await insertAssignment(transaction, record, {
      recordId,
      tagId,
      source,
      actor,
    });
    await recordTagChange(transaction, services.publisher, principal, { ...change, revision });
    const added = { tag_id: tagId, source, by: actor.name, created_at: createdAt };
    const assignment = toAssignment({ ...added, historical: false });
    return { changed: true, assignments: [...assignments, assignment] };
  });
}
