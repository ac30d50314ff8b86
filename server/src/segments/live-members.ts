import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { criteriaToSql, type CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { SegmentRow } from "./queries.ts";

/**
 * A live segment has no list: its members are asked for (S1). Null for one with a list,
 * else the condition on `contact`, its first parameter being `$<first>`.
 */
export function liveMembers(
  { refresh, criteria }: Pick<SegmentRow, "refresh" | "criteria">,
  context: CriteriaContext,
): ((first: number) => CriteriaSql) | null {
  if (refresh !== "live" || criteria === null) return null;
  const now = new Date();
  return (first) => criteriaToSql(criteria as Criteria, context, { now, first });
}
