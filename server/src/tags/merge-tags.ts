import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { MergedTags } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { startJob } from "../jobs/start-job.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { holdMergeable } from "./hold-mergeable.ts";
import { mergeTagsJob } from "./merge-tags-job.ts";
import { lockRecordsOf } from "./queries/moved-assignments.ts";
import { readTagCounts } from "./queries/usage.ts";
import type { TagServices } from "./tag-services.ts";
import { taggedRecords } from "./tagged-record.ts";
import { takeOver } from "./take-over.ts";

/** More records than this are moved in the background. */
const mostAtOnce = 1_000;

export type Merging = { merged: MergedTags; job?: never } | { merged?: never; job: Job };

/**
 * Merges active tags into another one, all or none (T10); see takeOver. Where many records carry
 * them, a job does it, which ends with the same.
 */
export async function mergeTags(
  services: TagServices,
  principal: Principal,
  keptId: number,
  mergedIds: readonly number[],
  most = mostAtOnce,
): Promise<Merging> {
  const { organizationId } = principal;
  return await inOrganization(services.database, organizationId, async (transaction) => {
    await bumpRulesVersion(transaction);
    const wanted = new Set(mergedIds);
    const counts = (await readTagCounts(transaction)).filter(({ tag_id }) => wanted.has(tag_id));
    const total = counts.reduce(
      (sum, each) => sum + each.contacts + each.conversations + each.leads + each.deals,
      0,
    );
    const few = total <= most;
    if (few) {
      for (const record of taggedRecords) await lockRecordsOf(transaction, record, mergedIds);
    }
    const { kept, others } = await holdMergeable(transaction, keptId, mergedIds);
    if (few) {
      const merged = await takeOver(transaction, services.publisher, principal, kept, others);
      return { merged };
    }
    const names = new Intl.ListFormat("en").format(others.map(({ name }) => `“${name}”`));
    const job = await startJob(
      transaction,
      services.publisher,
      principal,
      mergeTagsJob.of({
        label: `Merge ${names} into “${kept.name}”`,
        payload: { kept: keptId, merged: [...mergedIds] },
        total,
      }),
    );
    return { job };
  });
}
