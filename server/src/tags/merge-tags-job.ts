import { z } from "zod";
import { declareJob } from "../jobs/declare-job.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { holdMergeable } from "./hold-mergeable.ts";
import { lockRecordsOf, lockSomeRecordsOf } from "./queries/moved-assignments.ts";
import { taggedRecords } from "./tagged-record.ts";
import { moveRecords, takeOver } from "./take-over.ts";

const atOnce = 2_000;

/**
 * Merges tags that many records carry (T10): moves the records in pieces, in the order of their ids,
 * and when none is left does the rest as one: criteria, scope, and what was merged is deleted. Until
 * then all the tags are active; cancelled, it leaves the moved records with the kept one.
 */
export const mergeTagsJob = declareJob({
  kind: "merge_tags",
  permission: "manage tags",
  payload: z.strictObject({ kept: z.int(), merged: z.array(z.int()) }),
  /** How many pieces were moved. */
  cursor: z.int(),
  async step({ publisher }, transaction, { payload, cursor, done, counts, startedBy }) {
    const { kept: keptId, merged } = payload;
    for (const record of taggedRecords) {
      const ids = await lockSomeRecordsOf(transaction, record, merged, atOnce);
      if (ids.length === 0) continue;
      const { kept, others } = await holdMergeable(transaction, keptId, merged);
      const moved = await moveRecords(transaction, startedBy, record, kept, others, ids);
      const piece = { done: moved, counts: { [record.table]: moved } };
      return { ...piece, cursor: (cursor ?? 0) + 1, finished: false };
    }
    await bumpRulesVersion(transaction);
    for (const record of taggedRecords) await lockRecordsOf(transaction, record, merged);
    const { kept, others } = await holdMergeable(transaction, keptId, merged);
    const { records } = await takeOver(transaction, publisher, startedBy, kept, others, counts);
    const all = Object.values(records).reduce((sum, count) => sum + count, 0);
    return { cursor: (cursor ?? 0) + 1, done: all - done, total: all, finished: true };
  },
  result: ({ done }) =>
    `Merged on ${done.toLocaleString("en")} ${done === 1 ? "record" : "records"}`,
});
