import { CompiledQuery } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { pageStatements, type ListedContactRow, type PageAsked } from "./page-statements.ts";
import { sortColumns } from "./sort-columns.ts";

/** Contacts in order that are looked at in the hope that a page of them matches. */
const mostWalked = 2_500;
/** Matching contacts that are sorted to find the first of them. */
const mostGathered = 20_000;

/**
 * One page in two parts: who has a value of the order, then, when those are through, who has none and
 * so comes last whatever the direction.
 */
export async function readContactPage(
  transaction: OrganizationTransaction,
  asked: PageAsked,
): Promise<ListedContactRow[]> {
  const { after, limit, order } = asked;
  const valued = after?.value === null ? [] : await readPart(transaction, asked, true);
  if (valued.length === limit || !sortColumns[order.sort].nullable) return valued;
  const rest = { ...asked, limit: limit - valued.length };
  return [...valued, ...(await readPart(transaction, rest, false))];
}

/**
 * Where many match, a short walk along the order's index finds a page; where few do, all of them are
 * gathered by the filter's own indexes and sorted. Each is disastrous in the other's place and nobody
 * knows beforehand how conditions go together, so each is tried with a limit to what it may cost.
 * Many that lie far off remain, such as the latest of those not seen for a year: for the planner.
 */
async function readPart(
  transaction: OrganizationTransaction,
  asked: PageAsked,
  valued: boolean,
): Promise<ListedContactRow[]> {
  const statements = pageStatements(asked, valued);
  if (statements.matchesAll) return await run(transaction, statements.plain());
  const near = await run<ListedContactRow>(transaction, statements.walk(mostWalked));
  if (near.length === asked.limit) return near;
  const gathered = await run<ListedContactRow & { found: number }>(
    transaction,
    statements.gather(mostGathered),
  );
  if ((gathered[0]?.found ?? 0) < mostGathered) return gathered;
  return await run(transaction, statements.plain());
}

async function run<Found>(
  { kysely, organizationId }: OrganizationTransaction,
  { text, parameters }: { text: string; parameters: unknown[] },
): Promise<Found[]> {
  const query = CompiledQuery.raw(text, [organizationId, ...parameters]);
  return (await kysely.executeQuery<Found>(query)).rows;
}
