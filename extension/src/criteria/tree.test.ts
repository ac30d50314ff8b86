import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { criteriaLimits } from "@tagalong/shared/criteria/limits.ts";
import { findShapeProblems } from "@tagalong/shared/criteria/shape.ts";
import { describe, expect, it } from "vitest";
import { keyOf } from "./node-keys.ts";
import {
  changeWordAt,
  childrenOf,
  insertAt,
  makeGroup,
  mayNest,
  moveBy,
  nodeAt,
  pathOf,
  removeAt,
  replaceAt,
  wrapAt,
  type Place,
} from "./tree.ts";

const is = (value: string): Node => ({ field: "contact.name", operator: "equals", value });
const [a, b, c, d] = [is("a"), is("b"), is("c"), is("d")];

/** As a picture: `all(a any(b c))`. */
function draw(node: Node): string {
  if ("field" in node) return String(node.value);
  const [word = "", nodes = []] = Object.entries(node)[0] ?? [];
  return `${word}(${nodes.map(draw).join(" ")})`;
}

const tree: Criteria = { all: [a, { any: [b, c] }, d] };

describe("editing a tree", () => {
  it("finds a node, and names it as the server does", () => {
    expect(nodeAt(tree, [1, 0])).toBe(b);
    expect(nodeAt(tree, [0, 0])).toBeUndefined();
    expect(nodeAt(tree, [])).toBe(tree);
    expect(pathOf(tree, [1, 0])).toBe("all.1.any.0");
    expect(pathOf(tree, [])).toBe("");
  });

  it.each<[string, Criteria, string]>([
    ["replaces", replaceAt(tree, [1, 1], is("x")), "all(a any(b x) d)"],
    ["inserts in the middle", insertAt(tree, [1, 1], is("x")), "all(a any(b x c) d)"],
    ["inserts at the end", insertAt(tree, [3], is("x")), "all(a any(b c) d x)"],
    ["removes a condition", removeAt(tree, [1, 0]), "all(a any(c) d)"],
    ["removes a group", removeAt(tree, [1]), "all(a d)"],
    [
      "removes the group that is left empty",
      removeAt({ all: [a, { any: [b] }] }, [1, 0]),
      "all(a)",
    ],
    ["keeps the root, however empty", removeAt({ any: [a] }, [0]), "any()"],
    [
      "removes groups left empty one in another",
      removeAt({ all: [{ any: [{ none: [a] }] }] }, [0, 0, 0]),
      "all()",
    ],
    ["changes a word", changeWordAt(tree, [1], "none"), "all(a none(b c) d)"],
    ["changes the root's word", changeWordAt(tree, [], "any"), "any(a any(b c) d)"],
    [
      "puts a group around",
      wrapAt(tree, [1, 0], (node) => makeGroup("all", [node, d])),
      "all(a any(all(b d) c) d)",
    ],
  ])("%s", (_, criteria, picture) => {
    expect(draw(criteria)).toBe(picture);
  });

  it("leaves the tree that it was given as it was", () => {
    expect(draw(tree)).toBe("all(a any(b c) d)");
  });

  it("knows a changed node and the groups around it by the keys they had", () => {
    const changed = replaceAt(tree, [1, 0], is("x"));
    for (const place of [[], [0], [1], [1, 0], [1, 1]]) {
      const [before, after] = [nodeAt(tree, place), nodeAt(changed, place)];
      expect(after && keyOf(after), String(place)).toBe(before && keyOf(before));
    }
  });
});

describe("moving a step", () => {
  const moved = (place: Place, by: -1 | 1, root = tree) => {
    const result = moveBy(root, place, by);
    if (!result) return null;
    expect(nodeAt(result.criteria, result.place)).toBe(nodeAt(root, place));
    return draw(result.criteria);
  };

  it("takes a condition into the neighbouring group, and out again at its edges", () => {
    expect(moved([0], 1)).toBe("all(any(a b c) d)");
    expect(moved([2], -1)).toBe("all(a any(b c d))");
    expect(moved([1, 0], -1)).toBe("all(a b any(c) d)");
    expect(moved([1, 1], 1)).toBe("all(a any(b) c d)");
    expect(moved([1, 0], 1)).toBe("all(a any(c b) d)");
  });

  it("takes a group past its neighbours", () => {
    expect(moved([1], -1)).toBe("all(any(b c) a d)");
    expect(moved([1], 1)).toBe("all(a d any(b c))");
    expect(moved([0], 1, { all: [{ any: [a] }, { none: [b] }] })).toBe("all(none(b) any(a))");
  });

  it("takes the last one out together with its group", () => {
    expect(moved([1, 0], -1, { all: [a, { any: [b] }, c] })).toBe("all(a b c)");
    expect(moved([1, 0], 1, { all: [a, { any: [b] }, c] })).toBe("all(a b c)");
  });

  it("goes no further than the edges of the whole", () => {
    expect(moved([0], -1)).toBeNull();
    expect(moved([2], 1)).toBeNull();
    expect(moved([], 1)).toBeNull();
  });

  it("comes back by the opposite step, wherever it was", () => {
    let criteria: Criteria = { all: [a, { any: [b, { none: [c, d] }] }] };
    let place: Place = [0];
    const seen = [draw(criteria)];
    for (let next = moveBy(criteria, place, 1); next; next = moveBy(criteria, place, 1)) {
      ({ criteria, place } = next);
      seen.push(draw(criteria));
    }
    for (let next = moveBy(criteria, place, -1); next; next = moveBy(criteria, place, -1)) {
      ({ criteria, place } = next);
      expect(draw(criteria)).toBe(seen.at(-2));
      seen.pop();
    }
    expect(seen).toHaveLength(1);
  });
});

it("nests only as deep as the language allows (criteria, “Form”)", () => {
  let root: Criteria = { all: [a] };
  let place: Place = [];
  while (mayNest(place)) {
    const at = childrenOf(nodeAt(root, place) ?? a).length;
    root = insertAt(root, [...place, at], { any: [b] });
    place = [...place, at];
  }
  expect(place.length + 1).toBe(criteriaLimits.depth);
  expect(findShapeProblems(root)).toEqual([]);
  const deeper = insertAt(root, [...place, 1], { any: [b] });
  expect(findShapeProblems(deeper)).toMatchObject([{ code: "too_deep" }]);
});
