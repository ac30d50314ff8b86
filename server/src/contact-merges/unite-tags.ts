import type { StoredAssignment } from "./stored-rows.ts";

/** `historical`: its tag was deleted, so that it does not count (T5, T7). */
export type UnitedAssignment = StoredAssignment & { historical: boolean };

/**
 * Which of the absorbed contact's assignments the kept one receives: those of tags that it has not,
 * earliest first, as far as there is room; history always has room. Pure.
 */
export function uniteTags(
  kept: readonly UnitedAssignment[],
  absorbed: readonly UnitedAssignment[],
  limit: number | null,
): { moved: number[]; leftOut: number[] } {
  const has = new Set(kept.map((each) => each.tag_id));
  const moved: number[] = [];
  const leftOut: number[] = [];
  let active = kept.filter((each) => !each.historical).length;
  for (const each of absorbed) {
    if (has.has(each.tag_id)) continue;
    if (each.historical) moved.push(each.tag_id);
    else if (limit !== null && active >= limit) leftOut.push(each.tag_id);
    else {
      moved.push(each.tag_id);
      active++;
    }
  }
  return { moved, leftOut };
}
