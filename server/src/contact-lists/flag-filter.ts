import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { flagCriteria } from "@tagalong/shared/criteria/check.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { toCriteria } from "./filter-criteria.ts";

/** What of a saved filter names something that is gone (criteria, "meaning" 5). */
export function flagFilter(
  { tags, segments, criteria }: ContactFilter,
  context: CriteriaContext,
): SmartList["flags"] {
  const flagged = (tree: Criteria, place: (path: string) => string) =>
    flagCriteria(tree, context).map((flag) => ({ ...flag, path: place(flag.path) }));
  const each = (ids: readonly number[] = [], name: "tags" | "segments") =>
    ids.flatMap((id, at) => flagged(toCriteria({ [name]: [id] }, null), () => `${name}.${at}`));
  return [
    ...each(tags, "tags"),
    ...each(segments, "segments"),
    ...(criteria ? flagged(criteria as Criteria, (path) => `criteria.${path}`) : []),
  ];
}
