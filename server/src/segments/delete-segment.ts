import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { Services } from "../services.ts";
import { lockSegment, updateSegment } from "./queries.ts";

/**
 * Deletes a segment softly: criteria that name it match nobody by it and are flagged ("meaning" 5);
 * what it was and who was in it stay in the database.
 */
export async function deleteSegment(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  id: number,
): Promise<{ deleted: true }> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const segment = await lockSegment(transaction, id);
    if (!segment) throw notFound("segment");
    await updateSegment(transaction, id, { deleted_at: new Date() });
    await recordEvent(transaction, {
      kind: "segment.deleted",
      subject: { type: "segment", id },
      actor,
      data: { name: segment.name },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "segments"));
    return { deleted: true };
  });
}
