import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { segmentsReferredTo } from "@tagalong/shared/criteria/references.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readSegmentUsers } from "./queries/segment-users.ts";
import { readSyncs } from "./queries/sync.ts";

/** What is said of a segment beside what is stored with it (S3). */
export type SegmentState = Pick<Segment, "usedBy" | "syncJob">;

/** Of every segment: what uses it, and the sync under way. */
export async function readSegmentStates(
  transaction: OrganizationTransaction,
): Promise<(id: number) => SegmentState> {
  const [users, syncs] = await Promise.all([readSegmentUsers(transaction), readSyncs(transaction)]);
  const usedBy = new Map<number, Segment["usedBy"]>();
  for (const { kind, id, name, criteria } of users) {
    // "Segments is empty" is about every segment and uses none.
    for (const segment of new Set(segmentsReferredTo(criteria, []))) {
      usedBy.set(segment, [...(usedBy.get(segment) ?? []), { kind, id, name }]);
    }
  }
  return (id) => ({ usedBy: usedBy.get(id) ?? [], syncJob: syncs.get(id) ?? null });
}
