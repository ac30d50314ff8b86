import { readGroup, type Criteria, type Node } from "@tagalong/shared/criteria/criteria.ts";
import type { CriteriaProblem } from "@tagalong/shared/criteria/problem.ts";
import { withKeyOf } from "./node-keys.ts";
import { makeGroup, pathOf, type Place } from "./tree.ts";

type Problem = Pick<CriteriaProblem, "path" | "message">;

/** Whether a problem is about the node at a path or something of its own, such as its value. */
export const isAbout = ({ path }: Pick<Problem, "path">, node: string) =>
  path === node || path.startsWith(`${node}.`);

/** The tree without conditions that have problems, and without groups in which nothing is left. */
export function finishedPart(root: Criteria, problems: readonly Problem[]): Criteria {
  if (problems.length === 0) return root;
  const bad = (place: Place) => {
    const path = pathOf(root, place);
    return problems.some((problem) => isAbout(problem, path));
  };
  const finish = (node: Node, place: Place): Node | null => {
    const group = readGroup(node);
    if (!group) return bad(place) ? null : node;
    const nodes = group.nodes.flatMap((child, at) => finish(child, [...place, at]) ?? []);
    if (nodes.length === 0 && place.length > 0) return null;
    return withKeyOf(node, makeGroup(group.word, nodes));
  };
  // The root is a group, which is never taken away.
  return finish(root, []) as Criteria;
}
