import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import type { Draft, FoundContact } from "../plan-import.ts";

/** Any number that nothing else locks with an organization's. */
const importLock = 7_246_001;

/**
 * Tables grow while a file is read: a plan kept from when they were all but empty would walk through
 * all of them for every row, so each step plans its statements anew.
 */
const lock = statement<Record<never, never>>(`
  SELECT pg_advisory_xact_lock($1, $2), set_config('plan_cache_mode', 'force_custom_plan', true)`);

/** One step of an import at a time in an organization: two files with one person make one contact. */
export async function takeImportLock(transaction: OrganizationTransaction): Promise<void> {
  await transaction.query(lock, [importLock, transaction.organizationId]);
}

const found = `c.id, c.name, c.email, c.phone, c.company, c.country, c.external_id, c.owner_id,
  c.verified, c.properties, c.properties_folded, c.tag_ids, c.first_seen_at, c.last_seen_at`;

type MatchedRow = FoundContact & { key: string };

/** One look into the index for each key, however many contacts there are and whatever is known of them. */
const byFolded = (column: "email_folded" | "phone_folded") => `
  SELECT c.${column} AS key, ${found} FROM contacts c
  WHERE c.organization_id = $1 AND c.${column} = ANY($2::text[]) AND c.id = ANY(ARRAY(
    SELECT known.id FROM unnest($2::text[]) AS wanted (key)
    CROSS JOIN LATERAL (
      SELECT id FROM contacts WHERE organization_id = $1 AND ${column} = wanted.key OFFSET 0
    ) AS known))
  ORDER BY c.id`;

/** By id, so that two transactions never wait for each other. */
const matchStatements = (ending: string) => ({
  externalId: statement<MatchedRow>(`
    SELECT proven.key, ${found} FROM (
      SELECT external_id AS key, id FROM contacts
      WHERE organization_id = $1 AND external_id = ANY($2::text[]) AND verified
      UNION ALL
      SELECT external_id, contact_id FROM contact_aliases
      WHERE organization_id = $1 AND external_id = ANY($2::text[])
    ) AS proven
    JOIN contacts c ON c.organization_id = $1 AND c.id = proven.id ORDER BY c.id ${ending}`),
  email: statement<MatchedRow>(`${byFolded("email_folded")} ${ending}`),
  phone: statement<MatchedRow>(`${byFolded("phone_folded")} ${ending}`),
});

const matching = { held: matchStatements("FOR NO KEY UPDATE OF c"), seen: matchStatements("") };

/** The contacts that rows may be of; held until the transaction ends, unless it only looks. */
export async function readMatches(
  transaction: OrganizationTransaction,
  match: ImportSettings["match"],
  keys: readonly string[],
  how: "held" | "seen",
): Promise<Map<string, FoundContact[]>> {
  const byMatch = new Map<string, FoundContact[]>();
  if (match === "none" || keys.length === 0) return byMatch;
  const values = [transaction.organizationId, keys];
  for (const { key, ...contact } of await transaction.query(matching[how][match], values)) {
    byMatch.set(key, [...(byMatch.get(key) ?? []), contact]);
  }
  return byMatch;
}

const proven = statement<{ external_id: string; id: number }>(`
  SELECT external_id, id FROM contacts
  WHERE organization_id = $1 AND external_id = ANY($2::text[]) AND verified
  UNION ALL
  SELECT external_id, contact_id FROM contact_aliases
  WHERE organization_id = $1 AND external_id = ANY($2::text[])`);

export async function readProvenIds(
  transaction: OrganizationTransaction,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  if (externalIds.length === 0) return new Map();
  const rows = await transaction.query(proven, [transaction.organizationId, externalIds]);
  return new Map(rows.map(({ external_id, id }) => [external_id, id]));
}

const ids = statement<{ id: number }>(`
  SELECT nextval(sequence.name) AS id
  FROM (SELECT pg_get_serial_sequence('contacts', 'id')::regclass AS name OFFSET 0) AS sequence,
    generate_series(1, $1::integer)`);

const texts = ["name", "email", "phone", "company", "country", "external_id"] as const;
const columns: [name: string, type: string][] = [
  ...texts.flatMap((text): [string, string][] => [
    [text, "text"],
    [`${text}_folded`, "text"],
  ]),
  ["owner_id", "integer"],
  ["verified", "boolean"],
  ["properties", "jsonb"],
  ["properties_folded", "jsonb"],
  ["tag_ids", "integer[]"],
  ["first_seen_at", "timestamptz"],
  ["last_seen_at", "timestamptz"],
];
const names = columns.map(([name]) => name).join(", ");
const recordset = `json_to_recordset($2::json) AS d (id bigint, ${columns.map((pair) => pair.join(" ")).join(", ")})`;

const insert = statement<Record<never, never>>(`
  INSERT INTO contacts (organization_id, id, ${names}) OVERRIDING SYSTEM VALUE
  SELECT $1, d.id, ${columns.map(([name]) => `d.${name}`).join(", ")} FROM ${recordset}`);

const update = statement<Record<never, never>>(`
  UPDATE contacts c SET ${columns.map(([name]) => `${name} = d.${name}`).join(", ")},
    revision = c.revision + 1
  FROM ${recordset} WHERE c.organization_id = $1 AND c.id = d.id`);

/** A draft as a row; every text with its folded copy. */
function toRow({ fields, tagIds, firstSeen, lastSeen }: Draft, id: number) {
  const row: Record<string, unknown> = { id };
  for (const text of texts) {
    const value = fields[text];
    row[text] = value;
    row[`${text}_folded`] = value === null ? null : fold(value);
  }
  const { owner_id, verified, properties, properties_folded } = fields;
  return {
    ...row,
    owner_id,
    verified,
    properties,
    properties_folded,
    tag_ids: tagIds,
    first_seen_at: firstSeen,
    last_seen_at: lastSeen,
  };
}

/** Adds contacts; their ids in the order given. */
export async function insertDrafts(
  transaction: OrganizationTransaction,
  drafts: readonly Draft[],
): Promise<number[]> {
  if (drafts.length === 0) return [];
  const taken = (await transaction.query(ids, [drafts.length])).map(({ id }) => id);
  const rows = drafts.map((draft, at) => toRow(draft, taken[at] ?? 0));
  await transaction.query(insert, [transaction.organizationId, JSON.stringify(rows)]);
  return taken;
}

/** Writes contacts that are held. */
export async function updateDrafts(
  transaction: OrganizationTransaction,
  drafts: readonly Draft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => toRow(draft, draft.found?.id ?? 0));
  await transaction.query(update, [transaction.organizationId, JSON.stringify(rows)]);
}

const assign = statement<Record<never, never>>(`
  INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type, actor_id)
  SELECT $1, contact_id, tag_id, 'import', $4, $5
  FROM unnest($2::bigint[], $3::integer[]) AS added (contact_id, tag_id)
  ON CONFLICT DO NOTHING`);

export async function insertImportedTags(
  transaction: OrganizationTransaction,
  added: readonly { contactId: number; tagId: number }[],
  actor: { type: ActorType; id: number },
): Promise<void> {
  if (added.length === 0) return;
  await transaction.query(assign, [
    transaction.organizationId,
    added.map(({ contactId }) => contactId),
    added.map(({ tagId }) => tagId),
    actor.type,
    String(actor.id),
  ]);
}

const touch = statement<{ id: number }>(`
  UPDATE conversations SET revision = revision + 1
  WHERE organization_id = $1 AND contact_id = ANY($2::bigint[]) RETURNING id`);

/** Conversations show their contact's name and address: they are newer now than anybody holds. */
export async function touchConversationsOf(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<number[]> {
  if (contactIds.length === 0) return [];
  const rows = await transaction.query(touch, [transaction.organizationId, contactIds]);
  return rows.map(({ id }) => id);
}
