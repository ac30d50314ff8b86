import { z } from "zod";
import { criteriaLimits } from "./limits.ts";
import { findShapeProblems } from "./shape.ts";

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** What a condition compares with; which shape is right depends on its operator and field. */
export const conditionValueSchema = z.union([
  scalarSchema,
  z.array(z.union([z.string(), z.number()])).max(criteriaLimits.listValues),
]);

/** One comparison, e.g. `{"field": "contact.property.plan_tier", "operator": "equals", "value": "enterprise"}`. */
export const conditionSchema = z.strictObject({
  /** A field's id (fields.ts). */
  field: z.string(),
  /** An operator's id (operators.ts). */
  operator: z.string(),
  /** Absent for operators that need none, such as `isEmpty`. */
  value: conditionValueSchema.optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
export type Criteria = { all: Node[] } | { any: Node[] } | { none: Node[] };
export type Node = Criteria | Condition;

/** The bare tree, for documentation: recursive, so never run it on input that was not measured. */
export const criteriaTreeSchema: z.ZodType<Criteria> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(nodeSchema) }),
    z.strictObject({ any: z.array(nodeSchema) }),
    z.strictObject({ none: z.array(nodeSchema) }),
  ]),
);

const nodeSchema: z.ZodType<Node> = z.lazy(() => z.union([conditionSchema, criteriaTreeSchema]));

/**
 * A tree of `all` / `any` / `none` over conditions, of the right shape and within the limits. Safe
 * on anything `JSON.parse` returns: the tree is measured without recursion first. Whether fields,
 * operators and values fit each other is `checkCriteria`'s question.
 */
export const criteriaSchema: z.ZodType<Criteria> = z
  .unknown()
  .superRefine((input, context) => {
    for (const problem of findShapeProblems(input)) {
      context.addIssue({
        code: "custom",
        message: problem.message,
        path: problem.path === "" ? [] : problem.path.split("."),
        params: { code: problem.code },
      });
    }
  })
  .pipe(criteriaTreeSchema);

/** The three groups' words, in the order the builder offers them. */
export const groupWords = ["all", "any", "none"] as const;
export type GroupWord = (typeof groupWords)[number];

/** A group taken apart, or null for a condition. */
export function readGroup(node: Node): { word: GroupWord; nodes: Node[] } | null {
  if ("all" in node) return { word: "all", nodes: node.all };
  if ("any" in node) return { word: "any", nodes: node.any };
  if ("none" in node) return { word: "none", nodes: node.none };
  return null;
}
