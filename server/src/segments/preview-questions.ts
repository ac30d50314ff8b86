import { readGroup, type Criteria, type Node } from "@tagalong/shared/criteria/criteria.ts";
import { isEmptyCondition, matchesEmptyUnasked } from "@tagalong/shared/criteria/emptiness.ts";

/** What a preview counts: distinct criteria, and which of them each node asks for. */
export interface PreviewQuestions {
  /** The first is the whole. */
  criteria: Criteria[];
  /** By the node's path, outermost first: an index into `criteria`. */
  nodes: { path: string; at: number }[];
  /** The same for who is empty in a condition's field, where it matches them unasked. */
  empty: { path: string; at: number }[];
}

/** Pure. What several nodes ask alike is counted once. */
export function askPreview(root: Criteria): PreviewQuestions {
  const criteria: Criteria[] = [];
  const known = new Map<string, number>();
  const ask = (node: Node): number => {
    const plain = withoutLoneGroups(node);
    const key = JSON.stringify(plain);
    let at = known.get(key);
    if (at === undefined) {
      at = criteria.push("field" in plain ? { all: [plain] } : plain) - 1;
      known.set(key, at);
    }
    return at;
  };
  const questions: PreviewQuestions = { criteria, nodes: [], empty: [] };
  const visit = (node: Node, path: string): void => {
    questions.nodes.push({ path, at: ask(node) });
    const group = readGroup(node);
    if ("field" in node && matchesEmptyUnasked(node)) {
      questions.empty.push({ path, at: ask(isEmptyCondition(node.field)) });
    }
    for (const [at, child] of (group?.nodes ?? []).entries()) {
      visit(child, `${path === "" ? "" : `${path}.`}${group?.word}.${at}`);
    }
  };
  visit(root, "");
  return questions;
}

/** `all` and `any` of one thing are that thing. */
function withoutLoneGroups(node: Node): Node {
  const group = readGroup(node);
  const [first, ...rest] = group?.nodes ?? [];
  if (!group || group.word === "none" || !first || rest.length > 0) return node;
  return withoutLoneGroups(first);
}
