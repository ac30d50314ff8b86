import { fold } from "../criteria/fold.ts";
import { likeLatin } from "./look-alikes.ts";

/** What is left of a tag's name when case, width, blanks, signs and look-alikes of other scripts are not told apart. */
function essence(name: string): string {
  const folded = likeLatin(fold(name));
  return folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, "") || folded;
}

/** The first tag whose name differs from `name` only in spelling ("VIP" and "vip", T1). */
export function findNearTwin<Tag extends { name: string }>(
  name: string,
  tags: readonly Tag[],
): Tag | undefined {
  const wanted = essence(name);
  return tags.find((tag) => tag.name !== name && essence(tag.name) === wanted);
}

/** Tags whose names differ only in spelling, together; tags without a twin are left out (T10). */
export function groupNearTwins<Tag extends { name: string }>(tags: readonly Tag[]): Tag[][] {
  const groups = new Map<string, Tag[]>();
  for (const tag of tags) {
    const key = essence(tag.name);
    groups.set(key, [...(groups.get(key) ?? []), tag]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
