import { criteriaLimits } from "./limits.ts";
import type { CriteriaProblem, CriteriaProblemCode } from "./problem.ts";

/** More than this helps nobody, and a hostile tree should not cost a long answer. */
const mostProblems = 20;

const groupKeys = new Set(["all", "any", "none"]);
const conditionKeys = new Set(["field", "operator", "value"]);

/**
 * Measures a tree that came from outside: shape and limits (depth, conditions, values, characters).
 * Keeps its own stack, so nesting of any depth is refused rather than a stack overflow, and looks
 * at own keys only, so `__proto__` is just an unknown key. An empty list: the tree may be walked.
 */
export function findShapeProblems(input: unknown): CriteriaProblem[] {
  const problems: CriteriaProblem[] = [];
  const report = (path: string, code: CriteriaProblemCode, message: string) => {
    if (problems.length < mostProblems) problems.push({ path, code, message });
  };
  let conditions = 0;
  let groups = 0;
  const waiting: { node: unknown; path: string; depth: number }[] = [
    { node: input, path: "", depth: 1 },
  ];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const { node, path, depth } = item;
    if (typeof node !== "object" || node === null || Array.isArray(node)) {
      report(path, "invalid_node", "Expected a group (all, any, none) or a condition.");
      continue;
    }
    const keys = Object.keys(node);
    const word = keys.find((key) => groupKeys.has(key));
    if (word === undefined) {
      conditions++;
      if (conditions > criteriaLimits.conditions) {
        report(path, "too_many_conditions", `At most ${criteriaLimits.conditions} conditions.`);
        break;
      }
      if (depth === 1) report(path, "invalid_node", "The outermost node is all, any or none.");
      else checkCondition(node, keys, path, report);
      continue;
    }
    const nodes: unknown = Reflect.get(node, word);
    if (keys.length > 1 || !Array.isArray(nodes)) {
      report(path, "invalid_node", `A group is {"${word}": […]} and nothing else.`);
      continue;
    }
    if (depth > criteriaLimits.depth) {
      report(path, "too_deep", `Groups may be nested ${criteriaLimits.depth} deep.`);
      continue;
    }
    groups++;
    if (groups > criteriaLimits.conditions || nodes.length > 2 * criteriaLimits.conditions) {
      report(path, "too_many_conditions", `At most ${criteriaLimits.conditions} conditions.`);
      break;
    }
    const prefix = path === "" ? word : `${path}.${word}`;
    for (let at = nodes.length - 1; at >= 0; at--) {
      waiting.push({ node: nodes[at], path: `${prefix}.${at}`, depth: depth + 1 });
    }
  }
  return problems;
}

function checkCondition(
  node: object,
  keys: string[],
  path: string,
  report: (path: string, code: CriteriaProblemCode, message: string) => void,
): void {
  const extra = keys.find((key) => !conditionKeys.has(key));
  const { field, operator, value } = node as Record<string, unknown>;
  if (extra !== undefined || typeof field !== "string" || typeof operator !== "string") {
    report(path, "invalid_node", "A condition has a field, an operator and a value, nothing else.");
    return;
  }
  if (!Array.isArray(value)) {
    if (!isScalar(value) && value !== undefined) {
      report(`${path}.value`, "wrong_value", "A value is text, a number, yes/no or a list.");
    } else checkLength(value, `${path}.value`, report);
    return;
  }
  if (value.length > criteriaLimits.listValues) {
    const message = `At most ${criteriaLimits.listValues} values in a list.`;
    report(`${path}.value`, "too_many_values", message);
    return;
  }
  for (const [at, one] of value.entries()) {
    if (typeof one === "string") checkLength(one, `${path}.value.${at}`, report);
    else if (typeof one !== "number" || !Number.isFinite(one)) {
      report(`${path}.value.${at}`, "wrong_value", "A list holds text or numbers.");
    }
  }
}

function isScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean";
}

function checkLength(
  value: unknown,
  path: string,
  report: (path: string, code: CriteriaProblemCode, message: string) => void,
): void {
  if (typeof value !== "string" || value.length <= criteriaLimits.valueCharacters) return;
  // Counting code points of a huge text is wasted: past twice the limit it is too long anyway.
  const limit = criteriaLimits.valueCharacters;
  if (value.length > 2 * limit || Array.from(value).length > limit) {
    report(path, "too_long", `At most ${limit} characters a value.`);
  }
}
