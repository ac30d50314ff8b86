import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { Row } from "../../database/schema.ts";
import type { CompiledFilter } from "../compile-filter.ts";
import type { ContactOrder, ContactPlace } from "../contact-order.ts";
import { sortColumns } from "./sort-columns.ts";

const listedColumns = [
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

export type ListedContactRow = Pick<Row<"contacts">, (typeof listedColumns)[number]> & {
  place: ContactPlace["value"];
};

export interface PageAsked {
  filter: CompiledFilter;
  order: ContactOrder;
  after: ContactPlace | undefined;
  limit: number;
  now: Date;
}

/** Three ways to the same rows; the organization is each statement's first parameter. */
export interface PageStatements {
  /** The filter asks nothing. */
  matchesAll: boolean;
  /** Everybody in this part and beyond the place, whatever the filter; to be planned, never run. */
  everyone(): CriteriaSql;
  /** Those of them who match; the same. */
  matching(): CriteriaSql;
  /** However the planner likes. */
  plain(): CriteriaSql;
  /** Of the next so many in order those who match: fewer than asked for may not be all. */
  walk(most: number): CriteriaSql;
  /** All who match, sorted, with their number `found`, unless it reaches `most`. */
  gather(most: number): CriteriaSql;
}

/**
 * Whom a statement is about. Who has no value of the order comes last whatever the direction, and no
 * comparison with a place among the others finds them; only downwards and from the beginning one walk
 * of the index meets both.
 */
export type Part = "everybody" | "valued" | "unvalued";

export function pageStatements(
  { filter, order: { sort, direction }, after, limit, now }: PageAsked,
  part: Part,
): PageStatements {
  const { value, kept, given } = sortColumns[sort];
  const beyond = direction === "desc" ? "<" : ">";
  const begun = after !== undefined && (after.value === null) === (part === "unvalued");
  const parameters: unknown[] = [limit];
  let from = "contact.organization_id = $1";
  if (part !== "everybody") from += ` AND ${value} IS ${part === "valued" ? "NOT NULL" : "NULL"}`;
  if (begun && part === "valued") {
    from += ` AND (${value}, contact.id) ${beyond} (${given("$3")}, $4::bigint)`;
    parameters.push(after.value, after.id);
  } else if (begun && part === "unvalued") {
    from += ` AND contact.id ${beyond} $3::bigint`;
    parameters.push(after.id);
  }
  const placed = [...parameters];
  const condition = filter(parameters.length + 2, now);
  parameters.push(...condition.parameters);
  const most = `$${parameters.length + 2}::bigint`;
  // Backwards along an index that ends with those who have none they would come first.
  const nulls = direction === "desc" ? "LAST" : "FIRST";
  const ordered = `ORDER BY ${value} ${direction} NULLS ${nulls}, contact.id ${direction}`;
  const shown = `${listedColumns.map((column) => `contact.${column}`).join(", ")}, ${kept} AS place`;
  return {
    matchesAll: condition.text === "TRUE",
    // All parameters are to be of a known type, the page's size too.
    everyone: () => ({
      text: `SELECT FROM contacts AS contact WHERE ${from} AND $2::bigint > 0`,
      parameters: placed,
    }),
    matching: () => ({
      text: `SELECT FROM contacts AS contact WHERE ${from} AND (${condition.text}) AND $2::bigint > 0`,
      parameters,
    }),
    plain: () => ({
      text: `SELECT ${shown} FROM contacts AS contact
        WHERE ${from} AND (${condition.text}) ${ordered} LIMIT $2`,
      parameters,
    }),
    walk: (walked) => ({
      text: `SELECT ${shown} FROM (
          SELECT contact.*, ${value} AS sorted FROM contacts AS contact
          WHERE ${from} ${ordered} LIMIT ${most}
        ) AS contact
        WHERE (${condition.text})
        ORDER BY contact.sorted ${direction} NULLS ${nulls}, contact.id ${direction} LIMIT $2`,
      parameters: [...parameters, walked],
    }),
    gather: (gathered) => ({
      text: `WITH found AS MATERIALIZED (
          SELECT contact.id, ${value} AS value FROM contacts AS contact
          WHERE ${from} AND (${condition.text}) LIMIT ${most}
        ), page AS MATERIALIZED (
          SELECT id FROM found ORDER BY value ${direction} NULLS ${nulls}, id ${direction} LIMIT $2
        )
        SELECT ${shown}, (SELECT count(*) FROM found) AS found
        FROM page JOIN contacts AS contact ON contact.organization_id = $1 AND contact.id = page.id
        ${ordered}`,
      parameters: [...parameters, gathered],
    }),
  };
}
