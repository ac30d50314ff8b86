import { CompiledQuery } from "kysely";
import type { CompiledFilter } from "../../contact-lists/compile-filter.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { PropertyValues } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import type { ExportNames } from "../export-columns.ts";

export interface ExportedRow {
  id: number;
  phone: string | null;
  name: string | null;
  email: string | null;
  company: string | null;
  country: string | null;
  external_id: string | null;
  owner_id: number | null;
  properties: PropertyValues;
  tag_ids: number[];
  first_seen: string | null;
  last_seen: string | null;
  created: string;
}

/** Unambiguous, and read by spreadsheets and programs alike. */
const instant = (column: string) =>
  `to_char(contact.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const columns = `contact.id, contact.phone, contact.name, contact.email, contact.company,
  contact.country, contact.external_id, contact.owner_id, contact.properties, contact.tag_ids,
  ${instant("first_seen_at")} AS first_seen, ${instant("last_seen_at")} AS last_seen,
  ${instant("created_at")} AS created`;

async function read(
  { kysely, organizationId }: OrganizationTransaction,
  { filter, now }: { filter: CompiledFilter; now: Date },
  parameters: readonly unknown[],
  rest: string,
): Promise<ExportedRow[]> {
  const condition = filter(parameters.length + 2, now);
  const { rows } = await kysely.executeQuery<ExportedRow>(
    CompiledQuery.raw(
      `SELECT ${columns} FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${condition.text}) ${rest}`,
      [organizationId, ...parameters, ...condition.parameters],
    ),
  );
  return rows;
}

/** The first ones of a list, in its own order: last seen first. */
export function readFirst(
  transaction: OrganizationTransaction,
  filter: CompiledFilter,
  now: Date,
  limit: number,
): Promise<ExportedRow[]> {
  const order = "ORDER BY contact.last_seen_at DESC NULLS LAST, contact.id DESC LIMIT $2";
  return read(transaction, { filter, now }, [limit], order);
}

/** The next ones of all, by id: nobody is left out or comes twice, whoever is seen meanwhile. */
export function readAfter(
  transaction: OrganizationTransaction,
  filter: CompiledFilter,
  now: Date,
  { after, limit }: { after: number; limit: number },
): Promise<ExportedRow[]> {
  const order = "AND contact.id > $2::bigint ORDER BY contact.id LIMIT $3";
  return read(transaction, { filter, now }, [after, limit], order);
}

const activeTags = statement<{ id: number; name: string }>(
  "SELECT id, name FROM tags WHERE organization_id = $1 AND deleted_at IS NULL",
);
const everyAgent = statement<{ id: number; name: string }>(
  "SELECT id, name FROM agents WHERE organization_id = $1",
);

export async function readExportNames(transaction: OrganizationTransaction): Promise<ExportNames> {
  const values = [transaction.organizationId];
  const [tags, agents] = await Promise.all([
    transaction.query(activeTags, values),
    transaction.query(everyAgent, values),
  ]);
  return {
    tags: new Map(tags.map(({ id, name }) => [id, name])),
    agents: new Map(agents.map(({ id, name }) => [id, name])),
  };
}

const limit = statement<{ export_limit: number }>(
  "SELECT export_limit FROM organizations WHERE organization_id = $1",
);

export async function readExportLimit(transaction: OrganizationTransaction): Promise<number> {
  const [row] = await transaction.query(limit, [transaction.organizationId]);
  return row?.export_limit ?? 0;
}
