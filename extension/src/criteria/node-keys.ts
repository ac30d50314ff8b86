import type { Node } from "@tagalong/shared/criteria/criteria.ts";

/**
 * Trees are replaced on every edit; a node's key says that the new one is the old one changed, so
 * that its row, its focus and its counts stay.
 */
const keys = new WeakMap<object, string>();
let made = 0;

export function keyOf(node: Node): string {
  let key = keys.get(node);
  if (key === undefined) keys.set(node, (key = `node-${++made}`));
  return key;
}

/** The changed node, known by the key of what it was. */
export function withKeyOf<T extends Node>(before: Node, after: T): T {
  keys.set(after, keyOf(before));
  return after;
}
