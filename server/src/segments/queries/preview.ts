import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import { CompiledQuery } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";

/** A condition over the alias `contact`, its first parameter being `$<first>`. */
type Condition = (first: number) => CriteriaSql;

const samplesShown = 5;

/** Lets no statement of the transaction take longer; it then fails with `query_canceled`. */
export async function limitTime(
  { kysely }: OrganizationTransaction,
  milliseconds: number,
): Promise<void> {
  const limit = Math.max(1, Math.round(milliseconds));
  // Compiling a statement of many conditions takes longer than running it.
  await kysely.executeQuery(
    CompiledQuery.raw(`SET LOCAL statement_timeout = ${limit}; SET LOCAL jit = off`),
  );
}

export interface Extent {
  low: number;
  high: number;
  counted: number;
}

/** Where the organization's contacts lie, and how many they are, counted no further than `upTo`. */
export async function readExtent(
  { kysely, organizationId }: OrganizationTransaction,
  upTo: number,
): Promise<Extent> {
  const { rows } = await kysely.executeQuery<Extent>(
    CompiledQuery.raw(
      `SELECT coalesce((SELECT min(id) FROM contacts WHERE organization_id = $1), 0) AS low,
         coalesce((SELECT max(id) FROM contacts WHERE organization_id = $1), 0) AS high,
         (SELECT count(*) FROM (SELECT FROM contacts WHERE organization_id = $1 LIMIT $2) AS part)
           AS counted`,
      [organizationId, upTo],
    ),
  );
  return rows[0] ?? { low: 0, high: 0, counted: 0 };
}

export interface Counted {
  /** Contacts that were looked at. */
  looked: number;
  counts: number[];
  /** A few who match the first condition. */
  few: number[];
}

/** Ids to look at, or points from each of which the next few contacts are looked at. */
export type Among = { ids: readonly number[] } | { points: readonly number[] };

const nextFew = 10;

/** Counts each condition in one pass over the contacts, all of them or some. */
export async function countEach(
  { kysely, organizationId }: OrganizationTransaction,
  conditions: readonly Condition[],
  among: Among | null,
): Promise<Counted> {
  const parameters: unknown[] = [organizationId];
  if (among) parameters.push("ids" in among ? among.ids : among.points);
  const filters = conditions.map((condition) => {
    const part = condition(parameters.length + 1);
    parameters.push(...part.parameters);
    return `FILTER (WHERE ${part.text})`;
  });
  const { rows } = await kysely.executeQuery<Counted>(
    CompiledQuery.raw(
      `SELECT count(*) AS looked,
         ARRAY[${filters.map((filter) => `count(*) ${filter}`).join(", ")}]::bigint[] AS counts,
         coalesce((array_agg(contact.id) ${filters[0]})[1:${samplesShown}], '{}') AS few
       FROM contacts AS contact
       WHERE contact.organization_id = $1 ${among ? whichOf(among) : ""}`,
      parameters,
    ),
  );
  return rows[0] ?? { looked: 0, counts: [], few: [] };
}

function whichOf(among: Among): string {
  if ("ids" in among) return "AND contact.id = ANY ($2::bigint[])";
  return `AND contact.id IN (
    SELECT near.id FROM unnest($2::bigint[]) AS point CROSS JOIN LATERAL
      (SELECT id FROM contacts WHERE organization_id = $1 AND id >= point ORDER BY id LIMIT ${nextFew})
      AS near)`;
}

/** All of the organization's contacts. */
export async function countContacts({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<number> {
  const { count } = await kysely
    .selectFrom("contacts")
    .select((each) => each.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Any few who match. */
export async function findSome(
  { kysely, organizationId }: OrganizationTransaction,
  condition: Condition,
): Promise<number[]> {
  const { text, parameters } = condition(2);
  const { rows } = await kysely.executeQuery<{ id: number }>(
    CompiledQuery.raw(
      `SELECT contact.id FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${text}) LIMIT ${samplesShown}`,
      [organizationId, ...parameters],
    ),
  );
  return rows.map(({ id }) => id);
}

export function readContactsOf(
  { kysely, organizationId }: OrganizationTransaction,
  ids: readonly number[],
) {
  return kysely
    .selectFrom("contacts")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "in", ids.length > 0 ? [...ids] : [0])
    .orderBy("id", "desc")
    .execute();
}
