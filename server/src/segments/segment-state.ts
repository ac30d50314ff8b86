import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { segmentsReferredTo } from "@tagalong/shared/criteria/references.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { readSegmentUsers } from "./queries/segment-users.ts";
import { readSyncs } from "./queries/sync.ts";

/** What is said of a segment beside what is stored with it (S3). */
export type SegmentState = Pick<Segment, "usedBy" | "syncJob">;

/** What uses a segment is named to those who may see it (S8). */
const toSee: Record<Segment["usedBy"][number]["kind"], Permission> = {
  segment: "view crm segments",
  queue: "view routing",
  routing_rule: "view routing",
  priority_rule: "view routing",
  smart_list: "view contacts",
};

/** Of every segment: what uses it, and the sync under way. */
export async function readSegmentStates(
  transaction: OrganizationTransaction,
  { permissions }: Pick<Principal, "permissions">,
): Promise<(id: number) => SegmentState> {
  const [users, syncs] = await Promise.all([readSegmentUsers(transaction), readSyncs(transaction)]);
  const usedBy = new Map<number, Segment["usedBy"]>();
  for (const { kind, id, name, criteria } of users) {
    if (!permissions.has(toSee[kind])) continue;
    // "Segments is empty" is about every segment and uses none.
    for (const segment of new Set(segmentsReferredTo(criteria, []))) {
      usedBy.set(segment, [...(usedBy.get(segment) ?? []), { kind, id, name }]);
    }
  }
  return (id) => ({ usedBy: usedBy.get(id) ?? [], syncJob: syncs.get(id) ?? null });
}
