import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { segmentsReferredTo } from "@tagalong/shared/criteria/references.ts";

/**
 * Segments in steps: each refers only to segments of earlier steps, directly or through live
 * segments, so that those are settled when it is asked ("in none of B" is not true before B is).
 * Saving refuses circles; should one be stored all the same, its segments come last, together.
 */
export function orderByReference<Segment extends { id: number; criteria: Criteria }>(
  segments: readonly Segment[],
  live: ReadonlyMap<number, Criteria>,
): Segment[][] {
  const open = new Map(segments.map((segment) => [segment.id, segment]));
  const waitsFor = new Map(
    segments.map((segment) => [segment.id, reach(segment.criteria, open, live)]),
  );
  const steps: Segment[][] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(({ id }) =>
      [...(waitsFor.get(id) ?? [])].every((other) => !open.has(other)),
    );
    const step = ready.length > 0 ? ready : [...open.values()];
    steps.push(step);
    for (const { id } of step) open.delete(id);
  }
  return steps;
}

/** Which of `among` the criteria depend on; keeps its own list, since live segments may circle. */
function reach(
  criteria: Criteria,
  among: ReadonlyMap<number, unknown>,
  live: ReadonlyMap<number, Criteria>,
): Set<number> {
  const every = [...among.keys(), ...live.keys()];
  const found = new Set<number>();
  const seen = new Set<number>();
  const waiting = [criteria];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const id of segmentsReferredTo(next, every)) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (among.has(id)) found.add(id);
      const behind = live.get(id);
      if (behind) waiting.push(behind);
    }
  }
  return found;
}
