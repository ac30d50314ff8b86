import type { Assignments } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { missingRecord } from "./missing-record.ts";
import { deleteAssignment, lockRecord } from "./queries/assignments.ts";
import { readTagToAssign } from "./queries/catalogue.ts";
import { readAssignments } from "./read-assignments.ts";
import { recordTagChange } from "./record-tag-change.ts";
import type { TagServices } from "./tag-services.ts";
import type { TaggedRecord } from "./tagged-record.ts";

/**
 * Takes a tag off a contact or a conversation, whatever its source (T6); a second time changes
 * nothing (T11). An assignment of a deleted tag is history and stays (T5).
 */
export async function detachTag(
  services: TagServices,
  principal: Principal,
  record: TaggedRecord,
  recordId: number,
  tagId: number,
): Promise<Assignments> {
  return await inOrganization(services.database, principal.organizationId, async (transaction) => {
    const [owner, tag, assignments] = await Promise.all([
      lockRecord(transaction, record, recordId),
      readTagToAssign(transaction, tagId),
      readAssignments(transaction, record, recordId),
    ]);
    if (!owner) throw await missingRecord(transaction, record, recordId);
    if (!tag) throw notFound("tag");
    if (!assignments.some((each) => each.tagId === tagId)) return { changed: false, assignments };
    if (tag.deleted_at) {
      const message = `“${tag.name}” was deleted: where it was used is history and stays.`;
      throw new ProblemError("tag_deleted", message, "tag_id");
    }
    const change = { kind: record.removed, record, recordId, contactId: owner.contact_id, tag };
    const revision = await deleteAssignment(transaction, record, recordId, tagId);
    await recordTagChange(transaction, services.publisher, principal, { ...change, revision });
    return { changed: true, assignments: assignments.filter((each) => each.tagId !== tagId) };
  });
}
