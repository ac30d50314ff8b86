import { CompiledQuery } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";
import type { CompiledFilter } from "../compile-filter.ts";
import type { ContactOrder, ContactPlace } from "../contact-order.ts";
import { sortColumns } from "./sort-columns.ts";

const columns = [
  "id",
  "external_id",
  "email",
  "name",
  "company",
  "phone",
  "country",
  "owner_id",
  "verified",
  "properties",
  "revision",
  "created_at",
  "first_seen_at",
  "last_seen_at",
  "tag_ids",
] as const;

export type ListedContactRow = Pick<Row<"contacts">, (typeof columns)[number]> & {
  place: ContactPlace["value"];
};

interface PageAsked {
  filter: CompiledFilter;
  order: ContactOrder;
  after: ContactPlace | undefined;
  limit: number;
  now: Date;
}

/**
 * One page in two walks of one index: who has a value, then, when those are through, who has none
 * and so comes last whatever the direction.
 */
export async function readContactPage(
  transaction: OrganizationTransaction,
  asked: PageAsked,
): Promise<ListedContactRow[]> {
  const { after, limit, order } = asked;
  const valued = after?.value === null ? [] : await walk(transaction, asked, true);
  if (valued.length === limit || !sortColumns[order.sort].nullable) return valued;
  const rest = { ...asked, limit: limit - valued.length };
  return [...valued, ...(await walk(transaction, rest, false))];
}

async function walk(
  { kysely, organizationId }: OrganizationTransaction,
  asked: PageAsked,
  valued: boolean,
): Promise<ListedContactRow[]> {
  const { text, parameters } = contactWalk(asked, valued);
  const { rows } = await kysely.executeQuery<ListedContactRow>(
    CompiledQuery.raw(text, [organizationId, ...parameters]),
  );
  return rows;
}

/** The statement, but for the organization, its first parameter. */
export function contactWalk(
  { filter, order: { sort, direction }, after, limit, now }: PageAsked,
  valued: boolean,
): { text: string; parameters: unknown[] } {
  const { value, kept, given } = sortColumns[sort];
  const beyond = direction === "desc" ? "<" : ">";
  const begun = after !== undefined && (after.value !== null) === valued;
  const parameters: unknown[] = [limit];
  const where = [`${value} IS ${valued ? "NOT NULL" : "NULL"}`];
  if (begun && valued) {
    where.push(`(${value}, contact.id) ${beyond} (${given("$3")}, $4::bigint)`);
    parameters.push(after.value, after.id);
  } else if (begun) {
    where.push(`contact.id ${beyond} $3::bigint`);
    parameters.push(after.id);
  }
  const condition = filter(parameters.length + 2, now);
  const nulls = direction === "desc" ? "LAST" : "FIRST";
  return {
    text: `SELECT ${columns.map((column) => `contact.${column}`).join(", ")}, ${kept} AS place
      FROM contacts AS contact
      WHERE contact.organization_id = $1 AND ${where.join(" AND ")} AND (${condition.text})
      ORDER BY ${value} ${direction} NULLS ${nulls}, contact.id ${direction} LIMIT $2`,
    parameters: [...parameters, ...condition.parameters],
  };
}
