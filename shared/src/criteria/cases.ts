import type { CriteriaCase } from "./cases/case.ts";
import { dateCases } from "./cases/date-cases.ts";
import { numberCases, yesNoCases } from "./cases/number-cases.ts";
import { segmentCases, tagCases } from "./cases/set-cases.ts";
import { textCases } from "./cases/text-cases.ts";
import { brokenCases, treeCases } from "./cases/tree-cases.ts";

/**
 * The one table of cases (criteria, "Proof"): run through the in-memory matcher, explanations, SQL
 * on the real database and the candidate index. A new operator or field begins with its rows.
 */
export const criteriaCases: readonly CriteriaCase[] = [
  ...textCases,
  ...numberCases,
  ...yesNoCases,
  ...dateCases,
  ...tagCases,
  ...segmentCases,
  ...treeCases,
  ...brokenCases,
];
