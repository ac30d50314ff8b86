import type { StoredAssignment } from "./stored-rows.ts";

/** Assignments with the tags that theirs were merged into meanwhile (T10), each tag once. */
export function underSuccessors(
  assignments: readonly StoredAssignment[],
  successors: ReadonlyMap<number, number>,
): StoredAssignment[] {
  const byTag = new Map<number, StoredAssignment>();
  for (const each of assignments) {
    const tag_id = successors.get(each.tag_id) ?? each.tag_id;
    if (!byTag.has(tag_id)) byTag.set(tag_id, { ...each, tag_id });
  }
  return [...byTag.values()];
}
