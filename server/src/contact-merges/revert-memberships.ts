import { isDeepStrictEqual } from "node:util";
import type { MovedRows, StoredMembership } from "./stored-rows.ts";

/**
 * What undoing a merge does to the kept contact's memberships: those that the merge brought go, and
 * those that it replaced come back, unless somebody has changed them since. Pure.
 */
export function revertMemberships(
  now: readonly StoredMembership[],
  {
    membershipsBefore,
    membershipsAfter,
  }: Pick<MovedRows, "membershipsBefore" | "membershipsAfter">,
): { removed: number[]; restored: StoredMembership[] } {
  const bySegment = new Map(now.map((each) => [each.segment_id, each]));
  const stand = new Set(
    membershipsAfter
      .filter((each) => isDeepStrictEqual(bySegment.get(each.segment_id), each))
      .map((each) => each.segment_id),
  );
  const restored = membershipsBefore.filter((each) => stand.has(each.segment_id));
  for (const { segment_id } of restored) stand.delete(segment_id);
  return { removed: [...stand], restored };
}
