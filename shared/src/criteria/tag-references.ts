import { readGroup } from "./criteria.ts";
import type { Condition, Criteria, Node } from "./criteria.ts";
import { builtInFields } from "./fields.ts";
import { conditionsOf } from "./references.ts";

const tagFields: ReadonlySet<string> = new Set(
  builtInFields.filter((field) => field.reference === "tags").map((field) => field.id),
);

/** The tags that criteria name, each once. */
export function tagsReferredTo(criteria: Criteria): Set<number> {
  const found = new Set<number>();
  for (const { condition } of conditionsOf(criteria)) {
    for (const id of tagsOf(condition)) found.add(id);
  }
  return found;
}

/**
 * The same criteria with some tags replaced by another one, as after a merge (T10); the very same
 * object when none of them is named. For criteria that were checked: they are not deep.
 */
export function replaceTags(
  criteria: Criteria,
  replaced: ReadonlySet<number>,
  by: number,
): Criteria {
  const isNamed = [...tagsReferredTo(criteria)].some((id) => replaced.has(id));
  return isNamed ? (inNode(criteria, replaced, by) as Criteria) : criteria;
}

function inNode(node: Node, replaced: ReadonlySet<number>, by: number): Node {
  const group = readGroup(node);
  if (group) {
    const nodes = group.nodes.map((child) => inNode(child, replaced, by));
    return { [group.word]: nodes } as Criteria;
  }
  const condition = node as Condition;
  const ids = tagsOf(condition);
  if (ids.length === 0) return condition;
  return { ...condition, value: [...new Set(ids.map((id) => (replaced.has(id) ? by : id)))] };
}

function tagsOf({ field, value }: Condition): number[] {
  if (!tagFields.has(field) || !Array.isArray(value)) return [];
  return value.filter((id) => typeof id === "number");
}
