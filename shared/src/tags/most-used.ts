/** A tag as far as a choice between tags goes. */
export interface UsedTag {
  id: number;
  name: string;
  /** On how many records it is. */
  uses: number;
}

/** The tag that stays when several become one: the one on most records, then the oldest (T10). */
export function mostUsed<Tag extends UsedTag>(tags: readonly [Tag, ...Tag[]]): Tag {
  return tags.reduce((best, tag) =>
    tag.uses > best.uses || (tag.uses === best.uses && tag.id < best.id) ? tag : best,
  );
}
