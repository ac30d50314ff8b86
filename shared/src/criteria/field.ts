import type { CriteriaContext, Reference, Subject } from "./context.ts";
import type { Facts } from "./facts.ts";
import type { Comparable, Kind } from "./kinds.ts";
import type { Fact, SqlScalar, SqlSet } from "./operator.ts";
import type { SqlPart } from "./sql-part.ts";

/** One contact (and conversation) under evaluation. */
export interface Reading {
  facts: Facts;
  now: number;
  context: CriteriaContext;
  /** Whether the contact is in a live segment. */
  live(segment: number): boolean;
}

/** One compilation to SQL. */
export interface SqlWorld {
  context: CriteriaContext;
  /** Whether the contact is in a live segment; never NULL. */
  live: (segment: number) => SqlPart;
}

/** One field: what it is and where it is read, in memory and in SQL. */
export interface Field {
  /** As criteria name it, e.g. "contact.email". */
  id: string;
  /** As people read it, in the builder and in sentences: `Plan tier is "enterprise"`. */
  label: string;
  kind: Kind;
  subject: Subject;
  /** What its ids point to; absent where values are not ids. */
  reference?: Reference | undefined;
  /** The values a choice may have; absent where any text will do. */
  choices?: readonly string[] | undefined;
  /** What usually stands in it, offered while typing; other text is allowed too. */
  usual?: "countries" | undefined;
  read(reading: Reading): Fact;
  sql(world: SqlWorld): SqlScalar | SqlSet;
  /** The values it holds, for the candidate index. */
  held(reading: Reading): Iterable<Comparable>;
  /** False: a contact may match one of these values without holding it, so no index by them. */
  indexable(values: readonly Comparable[], context: CriteriaContext): boolean;
}
