import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readAssignmentRows } from "./queries/assignments.ts";
import type { TaggedRecord } from "./tagged-record.ts";
import { toAssignment } from "./to-tag.ts";

/** A record's assignments with source, date and who (T6), oldest first, historical ones marked (T5). */
export async function readAssignments(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  id: number,
): Promise<Assignment[]> {
  return (await readAssignmentRows(transaction, record, id)).map(toAssignment);
}
