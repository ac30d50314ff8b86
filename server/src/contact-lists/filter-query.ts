import { z } from "@hono/zod-openapi";
import { contactSorts, type ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { sortDirections } from "@tagalong/shared/contracts/contact-list.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { pageQuery } from "../http/params.ts";

/** Given once or several times. */
const ids = (what: string) =>
  z
    .preprocess(
      (given) => (typeof given === "string" ? [given] : given),
      z
        .array(
          z
            .string()
            .regex(/^[1-9]\d{0,9}$/, `This must be the id of a ${what}.`)
            .transform(Number)
            .refine((id) => id <= 2_147_483_647, `This must be the id of a ${what}.`),
        )
        .max(100)
        .optional(),
    )
    .openapi({
      param: { required: false, description: "Has any of these." },
      type: "array",
      items: { type: "integer" },
    });

const filterShape = {
  q: z
    .string()
    .max(200)
    .optional()
    .openapi({ param: { description: "Part of a name, email, phone or company." } }),
  tag: ids("tag"),
  segment: ids("segment"),
  criteria: z
    .string()
    .max(100_000)
    .optional()
    .openapi({ param: { description: "A tree of the criteria language, as JSON." } }),
};

/**
 * A filter as an address writes it: `?q=acme&tag=7&tag=8&segment=3&criteria={"all":[…]}`. Strict: a
 * misspelt filter would find everybody.
 */
export const filterQuery = z.strictObject(filterShape);

export const contactsQuery = z.strictObject({
  ...filterShape,
  ...pageQuery.shape,
  sort: z.enum(contactSorts).optional(),
  direction: z.enum(sortDirections).optional(),
});

/** The filter that an address names; its criteria are yet to be checked (compile-filter.ts). */
export function filterOf(asked: z.output<typeof filterQuery>): ContactFilter {
  const { q, tag: tags, segment: segments, criteria } = asked;
  return {
    ...(q === undefined ? {} : { q }),
    ...(tags === undefined ? {} : { tags }),
    ...(segments === undefined ? {} : { segments }),
    ...(criteria === undefined ? {} : { criteria: parsed(criteria) }),
  };
}

function parsed(criteria: string): unknown {
  try {
    return JSON.parse(criteria);
  } catch {
    throw new ProblemError("invalid_criteria", "The criteria are not JSON.", "criteria");
  }
}
