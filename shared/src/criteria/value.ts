import { z } from "zod";
import type { Field } from "./field.ts";
import { idSchema, scalarOf } from "./kinds.ts";
import type { Comparable, Scalar } from "./kinds.ts";
import { criteriaLimits } from "./limits.ts";
import type { Takes } from "./operator.ts";

const schemas = new Map<string, z.ZodType>();

/** What an operator expects of a condition's value on a field: refused when saved, never coerced. */
export function valueSchema(takes: Takes, field: Pick<Field, "kind" | "reference">): z.ZodType {
  // Making a schema costs far more than using it, and there are only a few dozen.
  const key = `${takes} ${field.reference ? "id" : field.kind}`;
  let schema = schemas.get(key);
  if (!schema) schemas.set(key, (schema = makeSchema(takes, field)));
  return schema;
}

function makeSchema(takes: Takes, field: Pick<Field, "kind" | "reference">): z.ZodType {
  const one = scalarOf(field).schema;
  const list = (item: z.ZodType) =>
    z
      .array(item, "Expected a list.")
      .min(1, "Expected at least one value.")
      .max(criteriaLimits.listValues);
  switch (takes) {
    case "nothing":
      return z.undefined("This operator takes no value.");
    case "one":
      return one;
    case "list":
      return list(one);
    case "ids":
      return list(idSchema);
    case "days":
      return z
        .int("Expected a number of days.")
        .min(1, "Expected at least one day.")
        .max(criteriaLimits.days, `At most ${criteriaLimits.days} days.`);
    case "range":
      // Asked as "not greater": a date that is none, refused already, compares with nothing.
      return z
        .tuple([one, one], "Expected two values: from and to.")
        .refine(
          ([low, high]) => !(prepared(scalarOf(field), low) > prepared(scalarOf(field), high)),
          {
            message: "The first value must not exceed the second.",
          },
        );
  }
}

/** A checked value in the form its operator compares: see `PositiveOperator`. */
export function prepareValue(
  takes: Takes,
  field: Pick<Field, "kind" | "reference">,
  value: unknown,
): unknown {
  const scalar = scalarOf(field);
  switch (takes) {
    case "nothing":
    case "days":
      return value;
    case "one":
      return prepared(scalar, value);
    case "range":
      return (value as unknown[]).map((one) => prepared(scalar, one));
    case "list":
    case "ids":
      return new Set((value as unknown[]).map((one) => prepared(scalar, one)));
  }
}

function prepared(scalar: Scalar, value: unknown): Comparable {
  return scalar.prepare(value as Comparable);
}
