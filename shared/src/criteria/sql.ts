import type { CriteriaContext } from "./context.ts";
import type { Criteria } from "./criteria.ts";
import type { SqlWorld } from "./field.ts";
import { liveSegmentsOf } from "./live-segments.ts";
import { planCriteria } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { joinSql, numbered, sql } from "./sql-part.ts";
import type { SqlPart } from "./sql-part.ts";

/** A condition for WHERE. */
export interface CriteriaSql {
  /** With numbered places: `contact.email_folded = $1::text`. */
  text: string;
  parameters: unknown[];
}

/** The driver's protocol counts parameters in 16 bits. */
const mostParameters = 60_000;

/**
 * Checked criteria as a boolean SQL expression (PostgreSQL) over the alias `contact` (table
 * contacts) and, for subject "conversation", `conversation` (table conversations) of the same
 * organization. Values are parameters, never text. Made for WHERE: what does not match may also be
 * NULL, so that indexes stay usable; wrap it in `coalesce(…, FALSE)` to select or negate it.
 *
 * `now` is the "now" of date conditions ("meaning" 4), `first` the number of the first parameter.
 * Throws a RangeError when live segments named in it add up to more than one statement can hold.
 */
export function criteriaToSql(
  criteria: Criteria,
  context: CriteriaContext,
  { now, first = 1 }: { now: Date; first?: number },
): CriteriaSql {
  const part = planToSql(planCriteria(criteria, context), context, now.getTime());
  if (part.parameters.length > mostParameters) {
    throw new RangeError("These criteria and the segments they name are too large for one query.");
  }
  return { text: numbered(part, first), parameters: [...part.parameters] };
}

function planToSql(plan: Plan, context: CriteriaContext, now: number): SqlPart {
  const world: SqlWorld = {
    context,
    live: (id) => {
      const segments = liveSegmentsOf(context);
      return sql`coalesce(${planToSql(segments.plan(id), segments.context, now)}, FALSE)`;
    },
  };
  const write = (node: Plan): SqlPart => {
    switch (node.type) {
      case "constant":
        return node.holds ? sql`TRUE` : sql`FALSE`;
      case "all":
        return joinSql(node.nodes.map(write), "AND", sql`TRUE`);
      case "any":
        return joinSql(node.nodes.map(write), "OR", sql`FALSE`);
      case "not":
        // Below a NOT only AND, OR and tests can be NULL, and there NULL means "does not match".
        return sql`NOT coalesce(${write(node.node)}, FALSE)`;
      case "test":
        return node.operator.sql(node.field.sql(world), node.value, now);
    }
  };
  return write(plan);
}
