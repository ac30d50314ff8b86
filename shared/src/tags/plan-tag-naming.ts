import type { TagNamingPlan } from "../contracts/tag.ts";
import { mostUsed, type UsedTag } from "./most-used.ts";
import { maxTagNameLength, normalizeTagName, tagNameLength, type TagNames } from "./tag-name.ts";

/**
 * What another naming would do to the active tags (T1): which names would change, which tags would
 * then have one name and so become one, and which have no form in it. Changes nothing.
 */
export function planTagNaming(
  tags: readonly UsedTag[],
  tagNames: TagNames,
): Omit<TagNamingPlan, "plan"> {
  const plan: Omit<TagNamingPlan, "plan"> = { tagNames, renames: [], merges: [], impossible: [] };
  const byName = new Map<string, [UsedTag, ...UsedTag[]]>();
  for (const tag of tags.toSorted((one, other) => one.id - other.id)) {
    const to = normalizeTagName(tag.name, tagNames);
    const why = whyNot(to);
    if (why) plan.impossible.push({ tagId: tag.id, name: tag.name, why });
    else byName.set(to, [...(byName.get(to) ?? []), tag] as [UsedTag, ...UsedTag[]]);
  }
  for (const [to, same] of byName) {
    const kept = mostUsed(same);
    const merge = same.filter((tag) => tag !== kept).map((tag) => tag.id);
    if (merge.length > 0) plan.merges.push({ keep: kept.id, merge, to });
    if (kept.name !== to) plan.renames.push({ tagId: kept.id, name: kept.name, to });
  }
  return plan;
}

function whyNot(name: string): string | null {
  if (name === "") return "It has no letter or digit.";
  return tagNameLength(name) > maxTagNameLength
    ? `It would have more than ${maxTagNameLength} characters.`
    : null;
}
