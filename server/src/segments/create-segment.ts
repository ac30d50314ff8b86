import type { newSegmentSchema, Segment } from "@tagalong/shared/contracts/segment.ts";
import type { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { Services } from "../services.ts";
import { checkSegment } from "./check-segment.ts";
import { liveMembers } from "./live-members.ts";
import { compileRules } from "./organization-rules.ts";
import { countMatching, insertSegment } from "./queries.ts";
import { readRuleRows } from "./read-rule-rows.ts";
import { toSegment } from "./to-segment.ts";

/**
 * Adds a segment. Nobody enters it by that: *on conversation* it waits for conversations, *on sync*
 * for a sync, by hand for a hand (S1).
 */
export async function createSegment(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  segment: z.output<typeof newSegmentSchema>,
): Promise<Segment> {
  return await inOrganization(database, organizationId, async (transaction) => {
    // First, because it lets one change of rules at a time through: two segments that are saved at
    // once cannot refer to each other unseen.
    await bumpRulesVersion(transaction);
    const criteria = checkSegment(segment, await readRuleRows(transaction));
    const { name, description, refresh, requiresSignedContext } = segment;
    const row = await insertSegment(transaction, {
      name,
      description,
      refresh,
      criteria: criteria && JSON.stringify(criteria),
      requires_signed_context: requiresSignedContext,
    });
    if (!row) throw new ProblemError("name_taken", `There is a segment “${name}” already.`, "name");
    await recordEvent(transaction, {
      kind: "segment.created",
      subject: { type: "segment", id: row.id },
      actor,
      data: { name, refresh },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "segments"));
    const { contacts } = compileRules(await readRuleRows(transaction));
    const live = liveMembers(row, contacts);
    const members = live ? await countMatching(transaction, live) : 0;
    // Nothing can name it before it exists.
    return toSegment(row, members, contacts, { usedBy: [], syncJob: null });
  });
}
