import { fold } from "../criteria/fold.ts";

/** What is left of a tag's name when case, width, blanks and signs are not looked at. */
function essence(name: string): string {
  const folded = fold(name);
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
