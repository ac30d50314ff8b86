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
 * gathered by the filter's own indexes and sorted. Each is disastrous in the other's place and nobody
 * knows beforehand how conditions go together, so each is tried with a limit to what it may cost.
 * Many that lie far off remain, such as the latest of those not seen for a year: for the planner.
 */
async function readPart(
  transaction: OrganizationTransaction,
  asked: PageAsked,
  part: Part,
): Promise<ListedContactRow[]> {
  const statements = pageStatements(asked, part);
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
