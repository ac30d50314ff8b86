import type { Segment, SegmentChange } from "@tagalong/shared/contracts/segment.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { isUniqueViolation } from "../database/unique-violation.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { Services } from "../services.ts";
import { checkSegment } from "./check-segment.ts";
import { readSegment } from "./list-segments.ts";
import { lockSegment, updateSegment } from "./queries.ts";
import { readRuleRows } from "./read-rule-rows.ts";

/**
 * Changes what is given of a segment. Nobody enters or leaves by that (S1): other criteria are asked
 * at the next conversation or sync, and a list that Live has no use for is kept for a change back.
 */
export async function editSegment(
  services: Pick<Services, "database" | "rules" | "publisher">,
  principal: Principal,
  id: number,
  change: SegmentChange,
): Promise<Segment> {
  const { organizationId, actor } = principal;
  try {
    await inOrganization(services.database, organizationId, async (transaction) => {
      // First, because it lets one change of rules at a time through.
      await bumpRulesVersion(transaction);
      const before = await lockSegment(transaction, id);
      if (!before) throw notFound("segment");
      const refresh = change.refresh ?? before.refresh;
      const wanted = change.criteria === undefined ? before.criteria : change.criteria;
      const isAsked = change.criteria !== undefined || change.refresh !== undefined;
      const criteria = isAsked
        ? checkSegment({ criteria: wanted, refresh }, await readRuleRows(transaction), id)
        : (wanted as Criteria | null);
      const { name = before.name, description = before.description } = change;
      const row = await updateSegment(transaction, id, {
        name,
        description,
        refresh,
        criteria: criteria && JSON.stringify(criteria),
        requires_signed_context: change.requiresSignedContext ?? before.requires_signed_context,
      });
      await recordEvent(transaction, {
        kind: "segment.updated",
        subject: { type: "segment", id },
        actor,
        data: { name, before: toData(before), after: toData(row) },
      });
      transaction.onCommit(() => services.publisher.settingsChanged(organizationId, "segments"));
    });
  } catch (error) {
    if (!isUniqueViolation(error, "segments_active_name")) throw error;
    throw new ProblemError("name_taken", `There is a segment “${change.name}” already.`, "name");
  }
  return await readSegment(services, principal, id);
}

const toData = (row: { name: string; description: string; refresh: string; criteria: unknown }) => {
  const { name, description, refresh, criteria } = row;
  return { name, description, refresh, criteria };
};
