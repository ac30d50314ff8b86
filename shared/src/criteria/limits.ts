/** Limits of criteria, each refused with the path of the node (criteria, "Form"). */
export const criteriaLimits = {
  /** Groups inside each other; the outermost counts. */
  depth: 8,
  conditions: 200,
  listValues: 1_000,
  /** Code points of one text value. */
  valueCharacters: 500,
  /** Longest "last N days": a hundred years. */
  days: 36_500,
  /** Live segments that refer to live segments: how many may stand behind each other. */
  segmentChain: 8,
  /** Conditions of a live segment with those of the live segments it refers to. */
  inlinedConditions: 2_000,
} as const;
