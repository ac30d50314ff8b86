import type { NewSegment } from "@tagalong/shared/contracts/segment.ts";
import { checkCriteria, findCycle } from "@tagalong/shared/criteria/check.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { measureLiveSegments } from "@tagalong/shared/criteria/live-segments.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { RuleRows } from "./read-rule-rows.ts";

/** Stands for the segment that has no id yet. */
const noId = 0;

/**
 * The criteria of a segment that is to be saved, or the refusal: what does not fit the
 * organization's fields and ids, a circle of segments, too much to evaluate live. Pure.
 */
export function checkSegment(
  segment: Pick<NewSegment, "criteria" | "refresh">,
  rows: RuleRows,
  id = noId,
): Criteria | null {
  const { criteria, refresh } = segment;
  if (criteria === undefined || criteria === null) {
    if (refresh === "manual") return null;
    throw new ProblemError("invalid_criteria", "This segment needs criteria.", "criteria");
  }
  const checked = checkCriteria(criteria, {
    subject: "contact",
    properties: rows.properties,
    known: {
      tags: idsOf(rows.tags),
      segments: idsOf(rows.segments),
      agents: idsOf(rows.agents),
    },
  });
  if (!checked.ok) {
    const [problem] = checked.errors;
    const path = problem?.path ? `criteria.${problem.path}` : "criteria";
    throw new ProblemError("invalid_criteria", problem?.message ?? "Not valid.", path);
  }
  refuseTangle({ id, refresh, criteria: checked.ok }, rows);
  return checked.ok;
}

/** Refuses a circle of segments, and too much to evaluate live. */
export function refuseTangle(segment: Checked & Pick<NewSegment, "refresh">, rows: RuleRows): void {
  const others = { ...rows, segments: rows.segments.filter((row) => row.id !== segment.id) };
  refuseCircle(segment, others);
  refuseTooLarge(segment, others);
}

interface Checked {
  id: number;
  criteria: Criteria;
}

function refuseCircle(segment: Checked, rows: RuleRows): void {
  const others = rows.segments.map((row) => ({
    id: row.id,
    criteria: row.deleted_at === null ? (row.criteria as Criteria | null) : null,
  }));
  if (!findCycle([...others, segment])) return;
  throw new ProblemError("invalid_criteria", "These segments refer to each other.", "criteria");
}

function refuseTooLarge(
  { id, refresh, criteria }: Checked & Pick<NewSegment, "refresh">,
  rows: RuleRows,
): void {
  if (refresh !== "live") return;
  const live = rows.segments.filter((row) => row.refresh === "live" && row.deleted_at === null);
  const all = new Map(live.map((row) => [row.id, row.criteria as Criteria]));
  if (measureLiveSegments(all.set(id, criteria)).usable.has(id)) return;
  const message = "With the live segments that it names this is too much to evaluate.";
  throw new ProblemError("invalid_criteria", message, "criteria");
}

function idsOf(rows: readonly { id: number }[]): Set<number> {
  return new Set(rows.map((row) => row.id));
}
