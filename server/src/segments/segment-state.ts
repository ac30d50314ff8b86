import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { segmentsReferredTo } from "@tagalong/shared/criteria/references.ts";
import type { Principal } from "../auth/principal.ts";
import { readCriteriaUsers, usersToSee } from "../criteria-users/criteria-users.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readSyncs } from "./queries/sync.ts";

/** What is said of a segment beside what is stored with it (S3). */
export type SegmentState = Pick<Segment, "usedBy" | "syncJob">;

/** Of every segment: what uses it, as far as one may see it (S8), and the sync under way. */
export async function readSegmentStates(
  transaction: OrganizationTransaction,
  { permissions }: Pick<Principal, "permissions">,
): Promise<(id: number) => SegmentState> {
  const [users, syncs] = await Promise.all([
    readCriteriaUsers(transaction),
    readSyncs(transaction),
  ]);
  const usedBy = new Map<number, Segment["usedBy"]>();
  for (const { kind, id, name, criteria } of usersToSee(users, permissions)) {
    // "Segments is empty" is about every segment and uses none.
    for (const segment of new Set(segmentsReferredTo(criteria, []))) {
      usedBy.set(segment, [...(usedBy.get(segment) ?? []), { kind, id, name }]);
    }
  }
  return (id) => ({ usedBy: usedBy.get(id) ?? [], syncJob: syncs.get(id) ?? null });
}
