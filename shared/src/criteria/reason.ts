import { z } from "zod";

/** One condition that decided. */
export const reasonConditionSchema = z.object({
  /** Where it stands in the criteria: `all.0`. */
  path: z.string(),
  field: z.string(),
  operator: z.string(),
  /** The contact's own value at the time: folded text, ISO instant, ids; null when empty. */
  actual: z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.null()]),
  /** The condition in plain words, with the names of that time: `Plan tier is "enterprise"`. */
  text: z.string(),
  /** The contact's value in plain words. */
  actualText: z.string(),
  /** True below a `none`: the criteria ask that the condition does not hold. */
  denied: z.boolean(),
});

/** Why criteria matched a contact, or which conditions failed (S5). Plain JSON, kept with what it decided. */
export const reasonSchema = z.object({
  matched: z.boolean(),
  conditions: z.array(reasonConditionSchema),
});

export type ReasonCondition = z.infer<typeof reasonConditionSchema>;
export type Reason = z.infer<typeof reasonSchema>;

/**
 * A reason in lines for people. Matched: the conditions that hold (`Plan tier is "enterprise"`,
 * `not (Country is Canada)`). Not matched: those that fail, with what was found instead
 * (`Plan tier is "enterprise": it is "trial"`).
 */
export function reasonLines(reason: Reason): string[] {
  return reason.conditions.map(({ text, actualText, denied }) => {
    const asked = denied ? `not (${text})` : text;
    return reason.matched ? asked : `${asked}: it is ${actualText}`;
  });
}
