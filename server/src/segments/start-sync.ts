import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { startJob } from "../jobs/start-job.ts";
import type { Services } from "../services.ts";
import { lockSegment, type SegmentRow } from "./queries.ts";
import { readSyncExtent, readSyncs } from "./queries/sync.ts";
import { syncSegmentJob } from "./sync-segment-job.ts";

/** Why the other ways of refreshing have no use for a sync (S1). */
const refusals: Record<Exclude<SegmentRow["refresh"], "on_sync">, string> = {
  manual: "This segment's members are chosen by hand: there is nothing to sync.",
  on_conversation: "Contacts enter this segment when they start a conversation: it is not synced.",
  live: "A live segment is always current: there is nothing to sync.",
};

/** Begins making a segment's list be who matches now, in the background (S1). */
export async function startSync(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
): Promise<Job> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    // One sync of a segment at a time: who comes second finds the first one's job.
    const segment = await lockSegment(transaction, id);
    if (!segment) throw notFound("segment");
    if (segment.refresh !== "on_sync") {
      throw new ProblemError("invalid_value", refusals[segment.refresh]);
    }
    if ((await readSyncs(transaction)).has(id)) {
      throw new ProblemError("conflict", "This segment is being synced already.");
    }
    const { last, count } = await readSyncExtent(transaction);
    const { name, criteria } = segment;
    const payload = { segmentId: id, criteria, upTo: last, at: new Date().toISOString() };
    const job = syncSegmentJob.of({ label: `Sync “${name}”`, payload, total: count });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "segments"));
    return await startJob(transaction, publisher, principal, job);
  });
}
