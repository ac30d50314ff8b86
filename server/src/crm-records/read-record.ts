import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { readAssignments } from "../tags/read-assignments.ts";
import { findRecord, type RecordRow } from "./queries/records.ts";
import type { RecordKind } from "./record-kind.ts";

export interface RecordDetail {
  row: RecordRow;
  assignments: Assignment[];
}

/** A record with its tags; throws `not_found`. */
export async function readRecord(
  transaction: OrganizationTransaction,
  kind: RecordKind,
  id: number,
): Promise<RecordDetail> {
  const [row, assignments] = await Promise.all([
    findRecord(transaction, kind, id),
    readAssignments(transaction, kind.tagged, id),
  ]);
  if (!row) throw notFound(kind.tagged.noun);
  return { row, assignments };
}
