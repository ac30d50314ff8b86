import { scalarOperator } from "../operator.ts";
import type { PositiveOperator, Takes } from "../operator.ts";
import { joinSql, parameter, sql } from "../sql-part.ts";

const day = 24 * 60 * 60 * 1000;

/** Milliseconds; `from` is inside, `until` is not. */
interface Window {
  from?: number;
  until?: number;
}

/**
 * A date operator is a window of time, said once for memory and SQL. Half open, because a
 * timestamptz has microseconds that memory does not see: `>= a` and `< b` at whole milliseconds
 * mean the same for both, `>` and `<=` do not.
 */
function dateOperator(
  label: string,
  takes: Takes,
  window: (value: number, now: number) => Window,
): PositiveOperator {
  return scalarOperator<number, number>({
    label,
    kinds: ["date"],
    takes,
    match: (fact, value, now) => {
      const { from = -Infinity, until = Infinity } = window(value, now);
      return fact >= from && fact < until;
    },
    sql: (field, value, now) => {
      const { from, until } = window(value, now);
      const bound = (at: number) => parameter(field.bind(at), field.type);
      const parts = [
        ...(from === undefined ? [] : [sql`${field.value} >= ${bound(from)}`]),
        ...(until === undefined ? [] : [sql`${field.value} < ${bound(until)}`]),
      ];
      return joinSql(parts, "AND", sql`TRUE`);
    },
  });
}

export const dateOperators = {
  before: dateOperator("before", "one", (at) => ({ until: at })),
  after: dateOperator("after", "one", (at) => ({ from: at + 1 })),
  // "now" itself is the last moment of "the last N days"; the next ones begin after it.
  inLastDays: dateOperator("in the last N days", "days", (days, now) => ({
    from: now - days * day,
    until: now + 1,
  })),
  moreThanDaysAgo: dateOperator("more than N days ago", "days", (days, now) => ({
    until: now - days * day,
  })),
  inNextDays: dateOperator("in the next N days", "days", (days, now) => ({
    from: now + 1,
    until: now + days * day + 1,
  })),
};
