import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import type { JobKind } from "./declare-job.ts";
import type { JobRow } from "./queries.ts";

/** A job as it is shown. Of a kind that this server does not know it says what it can. */
export function toJob(row: JobRow, kind: JobKind | undefined): Job {
  const { id, state } = row;
  const { type, id: actorId, name } = row.started_by;
  const underWay = isUnderWay(row);
  return {
    id,
    revision: row.revision,
    kind: row.kind,
    label: row.label,
    state,
    done: row.done,
    total: row.total,
    counts: row.counts,
    result: kind?.result(row) ?? "",
    links: underWay ? [] : (kind?.links(row) ?? []),
    problem: row.problem,
    cancelling: underWay && row.cancel_asked,
    canCancel: underWay && !row.cancel_asked,
    canUndo: whyNotUndo(row, kind) === null,
    undoes: row.undoes,
    dismissed: row.dismissed_at !== null,
    createdBy: { type, id: actorId, name },
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

/** A sentence, or null when it can be taken back. One that failed halfway did something, too. */
export function whyNotUndo(row: JobRow, kind: JobKind | undefined): string | null {
  if (!kind?.undoable) return "This cannot be undone.";
  if (isUnderWay(row)) return "This is still under way: cancel it first.";
  if (row.state === "undone") return "This has been undone already.";
  if (row.being_undone) return "This is being undone already.";
  if (row.done === 0) return "This has done nothing that could be undone.";
  return null;
}
