import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import { CompiledQuery } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ContactOrder, ContactPlace } from "../contact-order.ts";
import {
  pageStatements,
  type ListedContactRow,
  type PageAsked,
  type Part,
} from "./page-statements.ts";
import { sortColumns } from "./sort-columns.ts";

/** Contacts in order that are looked at in the hope that a page of them matches. */
const mostWalked = 6_000;
/** Matching contacts that are sorted to find the first of them. */
const mostGathered = 20_000;

/** How much farther where nothing but a walk over everybody would find them. */
const farther = 10;

interface Explained {
  "QUERY PLAN": [{ Plan: { "Plan Rows": number; "Total Cost": number } }];
}

/** One page: in one part where it can be, else who has a value of the order, then who has none. */
export async function readContactPage(
  transaction: OrganizationTransaction,
  asked: PageAsked,
): Promise<ListedContactRow[]> {
  const { after, limit, order } = asked;
  const rows: ListedContactRow[] = [];
  for (const part of partsOf(order, after)) {
    if (rows.length === limit) break;
    rows.push(...(await readPart(transaction, { ...asked, limit: limit - rows.length }, part)));
  }
  return rows;
}

function partsOf({ sort, direction }: ContactOrder, after: ContactPlace | undefined): Part[] {
  if (after?.value === null) return ["unvalued"];
  if (!sortColumns[sort].nullable) return ["valued"];
  return after || direction === "asc" ? ["valued", "unvalued"] : ["everybody"];
}

/**
 * Where many match, a short walk along the order's index finds a page; where few do, all of them are
 * gathered by the filter's own indexes and sorted. Each is disastrous in the other's place. The
 * planner's own estimate says which to try first; as it knows little of how conditions go together,
 * each is tried with a limit to what it may cost, and the other follows. Many that lie far off remain,
 * such as the latest of those not seen for a year: for the planner.
 */
async function readPart(
  transaction: OrganizationTransaction,
  asked: PageAsked,
  part: Part,
): Promise<ListedContactRow[]> {
  const statements = pageStatements(asked, part);
  if (statements.matchesAll) return await run(transaction, statements.plain());
  const [all, matching] = await Promise.all([
    estimate(transaction, statements.everyone()),
    estimate(transaction, statements.matching()),
  ]);
  const walk = (most: number) => run<ListedContactRow>(transaction, statements.walk(most));
  const gather = async () => {
    const gathered = await run<ListedContactRow & { found: number }>(
      transaction,
      statements.gather(mostGathered),
    );
    return (gathered[0]?.found ?? 0) < mostGathered ? gathered : null;
  };
  // Evenly spread, a page of them lies within so many of all.
  const toWalk = (asked.limit * all.rows) / matching.rows;
  const few = matching.rows <= toWalk;
  const first = few ? await gather() : null;
  if (first) return first;
  const near = await walk(mostWalked);
  if (near.length === asked.limit) return near;
  // Without an index for the filter all are read to gather, and to walk on costs less where the walk
  // so far shows that a page is not far.
  if (matching.cost > all.cost / 2 && near.length * farther >= asked.limit) {
    const far = await walk(mostWalked * farther);
    if (far.length === asked.limit) return far;
  }
  return (few ? null : await gather()) ?? (await run(transaction, statements.plain()));
}

/** How many rows the planner expects, at least one, and what it thinks that reading them costs. */
async function estimate(
  transaction: OrganizationTransaction,
  { text, parameters }: CriteriaSql,
): Promise<{ rows: number; cost: number }> {
  const [planned] = await run<Explained>(transaction, {
    text: `EXPLAIN (FORMAT JSON) ${text}`,
    parameters,
  });
  const { "Plan Rows": rows = 1, "Total Cost": cost = 0 } = planned?.["QUERY PLAN"][0].Plan ?? {};
  return { rows: Math.max(1, rows), cost };
}

async function run<Found>(
  { kysely, organizationId }: OrganizationTransaction,
  { text, parameters }: CriteriaSql,
): Promise<Found[]> {
  const query = CompiledQuery.raw(text, [organizationId, ...parameters]);
  return (await kysely.executeQuery<Found>(query)).rows;
}
