import { CompiledQuery } from "kysely";
import type { CompiledFilter } from "../../contact-lists/compile-filter.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { PropertyValues } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import type { ExportNames } from "../export-columns.ts";

/** What a column of the file may need of a contact, as the driver gives it without much ado. */
const selected = {
  phone: "contact.phone",
  name: "contact.name",
  email: "contact.email",
  company: "contact.company",
  country: "contact.country",
  external_id: "contact.external_id",
  owner_id: "contact.owner_id",
  properties: "contact.properties",
  tag_ids: "contact.tag_ids::text",
  first_seen: "date_part('epoch', contact.first_seen_at)",
  last_seen: "date_part('epoch', contact.last_seen_at)",
  created: "date_part('epoch', contact.created_at)",
};
export type Selected = keyof typeof selected;

type Text = "phone" | "name" | "email" | "company" | "country" | "external_id";

/** Those of the fields that were asked for. */
export interface ExportedRow extends Record<Text, string | null> {
  id: number;
  owner_id: number | null;
  properties: PropertyValues;
  /** As PostgreSQL writes an array: "{7,8}". */
  tag_ids: string;
  /** Seconds since 1970. */
  first_seen: number | null;
  last_seen: number | null;
  created: number;
}

/** Whom to read, and what of them. */
export interface ExportedPart {
  filter: CompiledFilter;
  now: Date;
  fields: ReadonlySet<Selected>;
}

async function read(
  { kysely, organizationId }: OrganizationTransaction,
  { filter, now, fields }: ExportedPart,
  parameters: readonly unknown[],
  rest: string,
): Promise<ExportedRow[]> {
  const condition = filter(parameters.length + 2, now);
  const columns = [...fields].map((name) => `, ${selected[name]} AS ${name}`).join("");
  const { rows } = await kysely.executeQuery<ExportedRow>(
    CompiledQuery.raw(
      `SELECT contact.id${columns} FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${condition.text}) ${rest}`,
      [organizationId, ...parameters, ...condition.parameters],
    ),
  );
  return rows;
}

/** The first ones of a list, in its own order: last seen first. */
export function readFirst(
  transaction: OrganizationTransaction,
  part: ExportedPart,
  limit: number,
): Promise<ExportedRow[]> {
  const order = "ORDER BY contact.last_seen_at DESC NULLS LAST, contact.id DESC LIMIT $2";
  return read(transaction, part, [limit], order);
}

/** The next ones of all, by id: nobody is left out or comes twice, whoever is seen meanwhile. */
export function readAfter(
  transaction: OrganizationTransaction,
  part: ExportedPart,
  { after, limit }: { after: number; limit: number },
): Promise<ExportedRow[]> {
  const order = "AND contact.id > $2::bigint ORDER BY contact.id LIMIT $3";
  return read(transaction, part, [after, limit], order);
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
    tags: new Map(tags.map(({ id, name }) => [String(id), name])),
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
