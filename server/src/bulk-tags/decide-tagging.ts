/** What a bulk change asks of every contact; an id is in one of the two lists only. */
export interface TaggingAsked {
  add: readonly number[];
  remove: readonly number[];
  /** Most active tags a contact holds (T7); null: any number. */
  limit: number | null;
  /** Deleted tags are history and count for nothing (T5). */
  isDeleted: (tagId: number) => boolean;
}

export interface TaggingDecided {
  add: number[];
  remove: number[];
  alreadyHad: number;
  notThere: number;
  atLimit: number;
}

/**
 * What becomes of one contact: appended, never replaced (T9). What is taken off makes room first;
 * of what does not fit, the tags named first are added.
 */
export function decideTagging(
  tagIds: readonly number[],
  { add, remove, limit, isDeleted }: TaggingAsked,
): TaggingDecided {
  const has = new Set(tagIds);
  const removed = remove.filter((id) => has.has(id));
  const missing = add.filter((id) => !has.has(id));
  const active = tagIds.filter((id) => !isDeleted(id)).length - removed.length;
  const room = limit === null ? missing.length : Math.max(0, limit - active);
  const added = missing.slice(0, room);
  return {
    add: added,
    remove: removed,
    alreadyHad: add.length - missing.length,
    notThere: remove.length - removed.length,
    atLimit: missing.length - added.length,
  };
}
