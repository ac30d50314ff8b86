import { atLeastOne } from "@tagalong/shared/criteria/at-least-one.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { compileExplanation } from "@tagalong/shared/criteria/explain.ts";
import { criteriaToSql } from "@tagalong/shared/criteria/sql.ts";
import { z } from "zod";
import { readFactsOfMany } from "../contacts/contact-facts.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { declareJob } from "../jobs/declare-job.ts";
import { decideSync } from "./decide-sync.ts";
import { findSegment } from "./queries.ts";
import {
  countMembersIn,
  lockDiffering,
  markRefreshed,
  moveMembers,
  noteConditionMet,
  readPiece,
  syncKind,
} from "./queries/sync.ts";

/** Contacts in a step: a fraction of a second, even where all of them enter. */
const atOnce = 5_000;

const payload = z.strictObject({
  segmentId: z.int(),
  /** The criteria as they were when it was started: a sync is of one list of people. */
  criteria: z.unknown(),
  /** The newest contact there was. */
  upTo: z.int(),
  /** What "now" is to the criteria, however long it takes. */
  at: z.iso.datetime(),
});

/**
 * Makes a segment's list be who matches (S1, S2), piece by piece in the order of ids. Cancelled, it
 * leaves the list as far as it came, and what was last refreshed stays as it was.
 */
export const syncSegmentJob = declareJob({
  kind: syncKind,
  permission: "manage crm segments",
  payload,
  /** The last id that was looked at. */
  cursor: z.int(),
  async step({ rules, publisher }, transaction, job) {
    const { segmentId, upTo } = job.payload;
    const segment = await requireSame(transaction, job.payload);
    const { contacts: context } = await rules.read(transaction);
    const { criteria } = segment;
    const now = new Date(job.payload.at);
    const after = job.cursor ?? 0;
    const { to, count } = await readPiece(transaction, { after, to: upTo }, atOnce);
    const differing = await lockDiffering(
      transaction,
      segmentId,
      { after, to },
      {
        matches: (first) => criteriaToSql(criteria, context, { now, first }),
        meetsOne: (first) => criteriaToSql(atLeastOne(criteria), context, { now, first }),
      },
    );
    const facts = await readFactsOfMany(
      transaction,
      differing.map(({ id }) => id),
    );
    const explain = compileExplanation(criteria, context);
    const { moves, met } = decideSync(differing, facts, explain, now);
    const by = { source: "on_sync", jobId: job.id };
    const { entered, left } = await moveMembers(transaction, segment, moves, by);
    await noteConditionMet(transaction, segmentId, met);
    const members = await countMembersIn(transaction, segmentId, { after, to });
    const kept = members - entered;
    const finished = to >= upTo;
    const { organizationId } = transaction;
    if (finished) {
      await markRefreshed(transaction, segmentId);
      const before = job.counts;
      await recordEvent(transaction, {
        kind: "segment.synced",
        subject: { type: "segment", id: segmentId },
        actor: job.startedBy.actor,
        data: {
          name: segment.name,
          entered: (before.entered ?? 0) + entered,
          left: (before.left ?? 0) + left,
          kept: (before.kept ?? 0) + kept,
        },
      });
    }
    const [from] = moves.contactIds;
    const last = moves.contactIds.at(-1);
    transaction.onCommit(() => {
      if (from !== undefined && last !== undefined) {
        publisher.contactsChanged(organizationId, { from, to: last });
      }
      if (finished) publisher.settingsChanged(organizationId, "segments");
    });
    const total = finished ? job.done + count : job.total;
    return { cursor: to, done: count, total, counts: { entered, left, kept }, finished };
  },
  result: ({ counts: { entered = 0, left = 0, kept = 0 } }) =>
    `${number(entered)} entered · ${number(left)} left · ${number(kept)} kept`,
});

const number = (count: number) => count.toLocaleString("en");

async function requireSame(
  transaction: OrganizationTransaction,
  { segmentId, criteria }: z.infer<typeof payload>,
) {
  const segment = await findSegment(transaction, segmentId);
  if (!segment) throw new ProblemError("not_found", "The segment was deleted meanwhile.");
  const same = JSON.stringify(segment.criteria) === JSON.stringify(criteria);
  if (segment.refresh !== "on_sync" || !same) {
    const message = "The segment was changed meanwhile: sync it again.";
    throw new ProblemError("conflict", message);
  }
  return { id: segment.id, name: segment.name, criteria: segment.criteria as Criteria };
}
