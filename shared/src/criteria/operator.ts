import type { Comparable, Kind } from "./kinds.ts";
import type { SqlPart, SqlType } from "./sql-part.ts";

/**
 * What an operator compares with. `nothing`: no value. `one`: a value of the field's kind. `list`:
 * 1 to 1,000 of them. `range`: [low, high], both included. `days`: whole days. `ids`: a list of ids.
 */
export type Takes = "nothing" | "one" | "list" | "range" | "days" | "ids";

/** A set in memory. */
export interface SetView {
  has(id: number): boolean;
  isEmpty(): boolean;
}

/** What a field gives for one contact; null is empty ("meaning" 2), a set says so itself. */
export type Fact = Comparable | SetView | null;

/** A scalar field in SQL: an expression of a known type, which may be NULL or "" when empty. */
export interface SqlScalar {
  value: SqlPart;
  type: SqlType;
  /** The bound form of a prepared value. */
  bind(value: Comparable): unknown;
  isEmpty(): SqlPart;
  /** Whether it is this prepared value, written so that the field's index can tell. */
  equals(value: Comparable): SqlPart;
  equalsAny(values: readonly Comparable[]): SqlPart;
}

/** A set field in SQL. The lists are never empty. */
export interface SqlSet {
  hasAny(ids: readonly number[]): SqlPart;
  hasAll(ids: readonly number[]): SqlPart;
  isEmpty(): SqlPart;
}

/** Between a field and a value in a sentence, where the label is no verb. */
export interface Words {
  /** Where a kind of field wants other words than the rest, its own. */
  said?: string | Partial<Record<Kind, string>> | undefined;
  /** Before a list of one. */
  saidOfOne?: string | undefined;
}

/**
 * One operator: its label, the kinds it serves, its value, and its meaning in memory and in SQL
 * side by side. The value arrives prepared (folded, parsed, of the field's kind): `one` as a
 * comparable, `list` and `ids` as a Set, `range` as a pair, `days` as a number.
 *
 * Both meanings hold for a field that is not empty; an empty one matches nothing unless
 * `matchesEmpty`. In SQL "does not match" may also be NULL.
 */
export interface PositiveOperator<F = unknown, V = unknown, S = unknown> extends Words {
  label: string;
  kinds: readonly Kind[];
  takes: Takes;
  matchesEmpty?: boolean;
  match(fact: F, value: V, now: number): boolean;
  sql(field: S, value: V, now: number): SqlPart;
  /** Values of which a matching field holds at least one; absent where there is no such list. */
  needsOneOf?(value: V): Iterable<Comparable>;
}

/** The exact complement of a positive operator ("meaning" 3): it has no meaning of its own. */
export interface NegativeOperator extends Words {
  label: string;
  complementOf: string;
}

/** For readers of the table, who hold any of its operators. */
export type Operator = PositiveOperator | NegativeOperator;

/** Declares an operator over fields with one value. Types are checked here and forgotten after. */
export function scalarOperator<F extends Comparable, V>(
  operator: PositiveOperator<F, V, SqlScalar>,
): PositiveOperator {
  return operator;
}

/** Declares an operator over sets of ids. */
export function setOperator<V>(operator: PositiveOperator<SetView, V, SqlSet>): PositiveOperator {
  return operator;
}

export function complement(
  label: string,
  complementOf: string,
  words: Words = {},
): NegativeOperator {
  return { label, complementOf, ...words };
}
