import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import {
  readGroup,
  type Condition,
  type Criteria,
  type Node,
} from "@tagalong/shared/criteria/criteria.ts";

const tagsField = "contact.tags";
const segmentsField = "contact.segments";

const hasAnyOf = (field: string, ids: readonly number[] | undefined): Node[] =>
  ids?.length ? [{ field, operator: "hasAnyOf", value: [...ids] }] : [];

/**
 * A filter, but for its search, as one tree: tags, segments and its own criteria, which were checked.
 * Tags and segments mean here what they mean in every other criteria.
 */
export function toCriteria(filter: ContactFilter, own: Criteria | null): Criteria {
  return {
    all: [
      ...hasAnyOf(tagsField, filter.tags),
      ...hasAnyOf(segmentsField, filter.segments),
      ...(own ? [own] : []),
    ],
  };
}

/**
 * The filter that `toCriteria` made a tree of: what stands beside each other in it are conditions,
 * the filter's own criteria are a group.
 */
export function toFilter(q: string, { all }: { all: readonly Node[] }): ContactFilter {
  const own = all.find((node) => readGroup(node) !== null);
  const idsOf = (field: string) => {
    const found = all.find((node) => "field" in node && node.field === field);
    return (found as Condition | undefined)?.value as number[] | undefined;
  };
  const [tags, segments] = [idsOf(tagsField), idsOf(segmentsField)];
  return {
    ...(q === "" ? {} : { q }),
    ...(tags ? { tags } : {}),
    ...(segments ? { segments } : {}),
    ...(own ? { criteria: own } : {}),
  };
}
