import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { flagCriteria } from "@tagalong/shared/criteria/check.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { describeCriteria } from "@tagalong/shared/criteria/describe.ts";
import type { SegmentRow } from "./queries.ts";
import type { SegmentState } from "./segment-state.ts";

export function toSegment(
  row: SegmentRow,
  members: number,
  context: CriteriaContext,
  state: SegmentState,
): Segment {
  const { id, name, description, refresh, criteria } = row;
  return {
    id,
    name,
    description,
    refresh,
    criteria,
    flags: criteria === null ? [] : flagCriteria(criteria as Criteria, context),
    sentence: criteria === null ? null : describeCriteria(criteria as Criteria, context),
    requiresSignedContext: row.requires_signed_context,
    members,
    ...state,
    refreshedAt: row.refreshed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
