import {
  groupWords,
  readGroup,
  type Criteria,
  type GroupWord,
  type Node,
} from "@tagalong/shared/criteria/criteria.ts";
import { criteriaLimits } from "@tagalong/shared/criteria/limits.ts";
import { withKeyOf } from "./node-keys.ts";

/** Where a node stands: its index in each group, from the outermost in; the root is `[]`. */
export type Place = readonly number[];

export function makeGroup(word: GroupWord, nodes: readonly Node[]): Criteria {
  return { [word]: [...nodes] } as Criteria;
}

export const childrenOf = (node: Node): readonly Node[] => readGroup(node)?.nodes ?? [];

export function nodeAt(root: Node, place: Place): Node | undefined {
  return place.reduce<Node | undefined>((node, at) => node && childrenOf(node)[at], root);
}

/** A place as problems and counts name it: `all.0.any.2`. */
export function pathOf(root: Node, place: Place): string {
  const parts: string[] = [];
  let node: Node | undefined = root;
  for (const at of place) {
    const group: ReturnType<typeof readGroup> = node ? readGroup(node) : null;
    if (!group) break;
    parts.push(group.word, String(at));
    node = group.nodes[at];
  }
  return parts.join(".");
}

/** The same tree with other children in one group; the groups above it keep their keys. */
function withChildren(
  root: Criteria,
  place: Place,
  change: (children: readonly Node[]) => readonly Node[],
): Criteria {
  const group = readGroup(root);
  if (!group) return root;
  const [at, ...rest] = place;
  const nodes =
    at === undefined
      ? change(group.nodes)
      : group.nodes.map((child, index) =>
          index === at && readGroup(child) ? withChildren(child as Criteria, rest, change) : child,
        );
  return withKeyOf(root, makeGroup(group.word, nodes));
}

/** Puts a node where another stands; it stays the same row. */
export function replaceAt(root: Criteria, place: Place, node: Node): Criteria {
  const before = nodeAt(root, place);
  if (!before) return root;
  const [at, above] = lastOf(place);
  if (at === undefined) return readGroup(node) ? withKeyOf(root, node as Criteria) : root;
  return withChildren(root, above, (nodes) => nodes.with(at, withKeyOf(before, node)));
}

/** Puts a group around a node. */
export function wrapAt(root: Criteria, place: Place, wrap: (node: Node) => Criteria): Criteria {
  const [at, above] = lastOf(place);
  if (at === undefined) return root;
  return withChildren(root, above, (nodes) =>
    nodes.map((node, index) => (index === at ? wrap(node) : node)),
  );
}

/** Puts a node before the one at `place`, or at the group's end. */
export function insertAt(root: Criteria, place: Place, node: Node): Criteria {
  const [at, above] = lastOf(place);
  if (at === undefined) return root;
  return withChildren(root, above, (nodes) => nodes.toSpliced(at, 0, node));
}

/** Takes a node away, and the groups that it leaves empty: an empty `any` would match nobody. */
export function removeAt(root: Criteria, place: Place): Criteria {
  const [at, above] = lastOf(place);
  if (at === undefined) return root;
  const group = nodeAt(root, above);
  if (above.length > 0 && group && childrenOf(group).length === 1) return removeAt(root, above);
  return withChildren(root, above, (nodes) => nodes.toSpliced(at, 1));
}

export function changeWordAt(root: Criteria, place: Place, word: GroupWord): Criteria {
  const group = nodeAt(root, place);
  return group ? replaceAt(root, place, makeGroup(word, childrenOf(group))) : root;
}

/** How many groups stand inside each other from this node in; a condition is none. */
export function heightOf(node: Node): number {
  const group = readGroup(node);
  return group ? 1 + Math.max(0, ...group.nodes.map(heightOf)) : 0;
}

export type Moved = { criteria: Criteria; place: Place };

/**
 * A step up (-1) or down (1): past a neighbour, for a condition into a neighbouring group, at a
 * group's edge out of it. Null where there is no further to go.
 */
export function moveBy(root: Criteria, place: Place, by: -1 | 1): Moved | null {
  const node = nodeAt(root, place);
  const [at, above] = lastOf(place);
  if (!node || at === undefined) return null;
  const neighbour = nodeAt(root, [...above, at + by]);
  if (neighbour) {
    const enters = !readGroup(node) && readGroup(neighbour);
    const without = withChildren(root, above, (nodes) => nodes.toSpliced(at, 1));
    const to = enters
      ? by < 0
        ? [...above, at - 1, enters.nodes.length]
        : [...above, at, 0]
      : [...above, at + by];
    return { criteria: insertAt(without, to, node), place: to };
  }
  const [parentAt, grand] = lastOf(above);
  if (parentAt === undefined) return null;
  const parent = nodeAt(root, above);
  const goes = parent !== undefined && childrenOf(parent).length === 1;
  const to = [...grand, by > 0 && !goes ? parentAt + 1 : parentAt];
  return { criteria: insertAt(removeAt(root, place), to, node), place: to };
}

/** Whether a group with one condition may stand inside the group at `place` (criteria, "Form"). */
export const mayNest = (place: Place) => place.length + 2 <= criteriaLimits.depth;

function lastOf(place: Place): [at: number | undefined, above: Place] {
  return [place.at(-1), place.slice(0, -1)];
}

/** The place of a path such as `all.0.any.2`, and of what lies below the node (`….value.3`). */
export function placeOf(path: string): Place {
  const place: number[] = [];
  const parts = path.split(".");
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [word, index] = [parts[at], Number(parts[at + 1])];
    if (!groupWords.some((each) => each === word) || !Number.isInteger(index)) break;
    place.push(index);
  }
  return place;
}
