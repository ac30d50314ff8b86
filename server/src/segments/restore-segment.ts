import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { isUniqueViolation } from "../database/unique-violation.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { Services } from "../services.ts";
import { refuseTangle } from "./check-segment.ts";
import { readSegment } from "./list-segments.ts";
import { lockAnySegment, updateSegment } from "./queries.ts";
import { readRuleRows } from "./read-rule-rows.ts";

/**
 * Brings a deleted segment back with its members: what names it means it again. Refused where others
 * have come to refer to it in a circle, or have taken its name. Again changes nothing.
 */
export async function restoreSegment(
  services: Pick<Services, "database" | "rules" | "publisher">,
  principal: Principal,
  id: number,
): Promise<Segment> {
  const { organizationId, actor } = principal;
  let name = "";
  try {
    await inOrganization(services.database, organizationId, async (transaction) => {
      // First, because it lets one change of rules at a time through.
      await bumpRulesVersion(transaction);
      const segment = await lockAnySegment(transaction, id);
      if (!segment) throw notFound("segment");
      if (segment.deleted_at === null) return;
      ({ name } = segment);
      const { refresh } = segment;
      const criteria = segment.criteria as Criteria | null;
      if (criteria) refuseTangle({ id, refresh, criteria }, await readRuleRows(transaction));
      await updateSegment(transaction, id, { deleted_at: null });
      await recordEvent(transaction, {
        kind: "segment.restored",
        subject: { type: "segment", id },
        actor,
        data: { name },
      });
      transaction.onCommit(() => services.publisher.settingsChanged(organizationId, "segments"));
    });
  } catch (error) {
    if (!isUniqueViolation(error, "segments_active_name")) throw error;
    const message = `There is a segment “${name}” already: rename that one first.`;
    throw new ProblemError("name_taken", message, "name");
  }
  return await readSegment(services, principal, id);
}
