import type { PropertyDefinition } from "../contracts/contact.ts";
import type { Criteria } from "./criteria.ts";

/** What a set of criteria is about: a segment sees contacts; routing, priority and views both. */
export type Subject = "contact" | "conversation";

export type CriteriaProperty = Pick<PropertyDefinition, "key" | "label" | "kind" | "choices">;

/**
 * What the evaluators must know of the organization besides the facts. Plain data, read once and
 * shared by all its criteria; treat it as frozen (things derived from it are kept by its identity).
 */
export interface CriteriaContext {
  subject: Subject;
  properties: readonly CriteriaProperty[];
  /** A condition on these matches nobody, its negation everybody ("meaning" 5). */
  deletedTags: ReadonlySet<number>;
  deletedSegments: ReadonlySet<number>;
  /** Segments without a stored list (S1): their criteria stand in wherever they are named. */
  liveSegments: ReadonlyMap<number, Criteria>;
  /** Who refuses unsigned context (S7): the whole organization, or single segments. */
  signedContext: { everySegment: boolean; segments: ReadonlySet<number> };
  /** Names for sentences; an id without a name is said as `#7`. */
  names?: Partial<Record<Reference, ReadonlyMap<number, string>>> | undefined;
}

/** What an id in a condition's value points to ("meaning" 7). */
export type Reference = "tags" | "segments" | "queues" | "teams" | "agents";
