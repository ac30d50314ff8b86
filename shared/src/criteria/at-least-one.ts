import { readGroup, type Criteria, type Node } from "./criteria.ts";

/**
 * Criteria that match who meets at least one condition of the given ones, wherever it stands. Below
 * a `none` a condition is met by not holding.
 */
export function atLeastOne(criteria: Criteria): Criteria {
  const met: Node[] = [];
  const visit = (node: Node, denied: boolean): void => {
    const group = readGroup(node);
    if (!group) met.push(denied ? { none: [node] } : node);
    else for (const child of group.nodes) visit(child, denied !== (group.word === "none"));
  };
  visit(criteria, false);
  return { any: met };
}
