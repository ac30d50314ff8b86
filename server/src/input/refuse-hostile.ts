import { ProblemError } from "../errors/problem-error.ts";

/** Deep enough that criteria nested too deep are refused with their place, not here (B9). */
const maxDepth = 128;

/**
 * Refuses parsed input that is nested without end or names a prototype, before any schema walks it
 * (B2). Keeps its own stack: the depth is the sender's.
 */
export function refuseHostile(input: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: input, depth: 1 }];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (typeof item.value !== "object" || item.value === null) continue;
    if (item.depth > maxDepth) {
      throw new ProblemError("invalid_request", `The input is nested more than ${maxDepth} deep.`);
    }
    if (Object.hasOwn(item.value, "__proto__")) {
      throw new ProblemError("invalid_request", "A key may not be __proto__.");
    }
    const depth = item.depth + 1;
    for (const value of Object.values(item.value)) waiting.push({ value, depth });
  }
}
