import { readGroup } from "./criteria.ts";
import type { Condition, Criteria, Node } from "./criteria.ts";
import { segmentsField } from "./fields/segments-field.ts";
import { findOperator } from "./operators.ts";

/** The conditions of a tree, outermost first, with their dotted paths. */
export function* conditionsOf(
  node: Node,
  path = "",
): Generator<{ condition: Condition; path: string }> {
  const group = readGroup(node);
  if (!group) {
    yield { condition: node as Condition, path };
    return;
  }
  for (const [at, child] of group.nodes.entries()) {
    yield* conditionsOf(child, `${path === "" ? "" : `${path}.`}${group.word}.${at}`);
  }
}

/**
 * The segments that criteria refer to, one entry a mention. "Segments is empty" asks about every
 * segment there is, so it refers to `everySegment`.
 */
export function segmentsReferredTo(criteria: Criteria, everySegment: Iterable<number>): number[] {
  const found: number[] = [];
  for (const { condition } of conditionsOf(criteria)) {
    if (condition.field !== segmentsField.id) continue;
    if (findOperator(condition.operator)?.positive.takes === "nothing") found.push(...everySegment);
    else if (Array.isArray(condition.value)) {
      for (const id of condition.value) if (typeof id === "number") found.push(id);
    }
  }
  return found;
}

export function countConditions(criteria: Criteria): number {
  return [...conditionsOf(criteria)].length;
}

/** A segment as far as references go; `criteria` null where it has none. */
export interface ReferringSegment {
  id: number;
  criteria: Criteria | null;
}

/**
 * Finds segments that refer to each other in a circle ("meaning" 6), to be refused when saved: the
 * ids in order with the first repeated, e.g. `[3, 5, 3]`; null when there is none. A segment whose
 * criteria ask "segments is empty" refers to every segment, itself too. Linear, without recursion.
 */
export function findCycle(segments: Iterable<ReferringSegment>): number[] | null {
  const criteria = new Map(Array.from(segments, (one) => [one.id, one.criteria]));
  const done = new Set<number>();
  for (const start of criteria.keys()) {
    const path: { id: number; next: Iterator<number> }[] = [];
    const onPath = new Set<number>();
    const enter = (id: number) => {
      const tree = criteria.get(id);
      const next = tree ? segmentsReferredTo(tree, criteria.keys()) : [];
      path.push({ id, next: next.values() });
      onPath.add(id);
    };
    if (!done.has(start)) enter(start);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const { value: id, done: finished } = last.next.next();
      if (finished) {
        path.pop();
        onPath.delete(last.id);
        done.add(last.id);
      } else if (onPath.has(id)) {
        const ids = path.map((one) => one.id);
        return [...ids.slice(ids.indexOf(id)), id];
      } else if (!done.has(id)) enter(id);
    }
  }
  return null;
}
