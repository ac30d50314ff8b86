import type { PropertyValues } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import { contactFactsColumns, membershipsJoin, type ContactFactsRow } from "./contact-facts.ts";

/** What a context may say in text; `external_id` is apart because it decides who the contact is. */
export const contextColumns = ["email", "name", "company", "phone"] as const;

/** The contact's columns are null when nothing was written: see `stale` and `revoked`. */
export interface IdentifyRow extends ContactFactsRow {
  rules_version: number;
  visitor_id: number | null;
  revoked: boolean;
  created: boolean;
  verified: boolean;
  revision: number;
  /** The contact that this visitor was before, when it is another one now. */
  former_contact_id: number | null;
  former_verified: boolean | null;
  /** As it was, when something of it changed. */
  before: ContactState | null;
  after: ContactState;
  now: Date;
}

export interface ContactState {
  email: string | null;
  name: string | null;
  company: string | null;
  phone: string | null;
  external_id: string | null;
  verified: boolean;
  properties: PropertyValues;
}

/**
 * Places of the parameters: what signed context says (it overwrites), and what unsigned context
 * says (it overwrites on an unverified contact and fills what is blank on a verified one).
 */
const places = new Map<string, number>();
const names = [
  "organization",
  "token_hash",
  "rules_version",
  "signed.external_id",
  "signed.external_id_folded",
  "unsigned.external_id",
  "unsigned.external_id_folded",
  ...["signed", "unsigned"].flatMap((trust) =>
    contextColumns.flatMap((column) => [`${trust}.${column}`, `${trust}.${column}_folded`]),
  ),
  "properties",
  "properties_folded",
];
for (const [at, name] of names.entries()) places.set(name, at + 1);

const type = (name: string) => {
  if (name === "token_hash") return "bytea";
  if (name === "rules_version") return "bigint";
  return name.startsWith("properties") ? "jsonb" : "text";
};
const $ = (name: string) => `$${places.get(name)}::${type(name)}`;

/** The parameters' values in the statement's order. */
export function identifyValues(values: ReadonlyMap<string, unknown>): unknown[] {
  return names.map((name) => values.get(name) ?? null);
}

const pair = (column: string) => [column, `${column}_folded`];

/** The whole pair comes from one source, so that a text and its folded copy never part. */
const written = contextColumns.flatMap((column) =>
  pair(column).map((one): [string, string] => [
    one,
    `CASE WHEN ${$(`signed.${column}`)} IS NOT NULL THEN ${$(`signed.${one}`)}
      WHEN ${$(`unsigned.${column}`)} IS NOT NULL AND (NOT c.verified OR c.${column} IS NULL) THEN ${$(`unsigned.${one}`)}
      ELSE c.${one} END`,
  ]),
);
const writtenIdentity = pair("external_id").map((one): [string, string] => [
  one,
  `CASE WHEN ${$("signed.external_id")} IS NOT NULL AND NOT target.by_alias THEN ${$(`signed.${one}`)}
    WHEN ${$("unsigned.external_id")} IS NOT NULL AND NOT c.verified THEN ${$(`unsigned.${one}`)}
    ELSE c.${one} END`,
]);
const changes: [string, string][] = [
  ...written,
  ...writtenIdentity,
  ["verified", `c.verified OR ${$("signed.external_id")} IS NOT NULL`],
  ["properties", `c.properties || ${$("properties")}`],
  ["properties_folded", `c.properties_folded || ${$("properties_folded")}`],
];

const differs = changes
  .filter(([column]) => !column.endsWith("_folded"))
  .map(([column, value]) => `c.${column} IS DISTINCT FROM (${value})`)
  .join(" OR ");

const firstValues = changes.map(([column]) => {
  if (column === "verified") return `${$("signed.external_id")} IS NOT NULL`;
  if (column.startsWith("properties")) return $(column);
  return `CASE WHEN ${$(`signed.${column.replace("_folded", "")}`)} IS NOT NULL
    THEN ${$(`signed.${column}`)} ELSE ${$(`unsigned.${column}`)} END`;
});

const state = (alias: string) =>
  `jsonb_build_object(${[
    "email",
    "name",
    "company",
    "phone",
    "external_id",
    "verified",
    "properties",
  ]
    .map((column) => `'${column}', ${alias}.${column}`)
    .join(", ")})`;

const result = (alias: string) =>
  `${contactFactsColumns(alias)}, ${alias}.verified, ${alias}.revision, ${state(alias)} AS after`;

/**
 * One statement finds or makes the visitor's contact, writes what the context says and reads what
 * the deciders need. It writes nothing when the caller's rules are stale (the properties were
 * checked against them) or the visitor was revoked.
 *
 * Who the contact is (C6): a signed externalId finds the verified contact that carries it, or that
 * absorbed the one which did (it keeps its own); else it verifies the visitor's own contact, unless that one is verified as somebody else. Without a signed
 * externalId a visitor keeps the contact of before. Otherwise a new one is made: nothing unsigned
 * ever leads to another person's contact.
 */
export const identify = statement<IdentifyRow>(`
  WITH organization AS (
    SELECT rules_version, rules_version = ${$("rules_version")} AS fresh
    FROM organizations WHERE organization_id = $1
  ), visitor AS (
    SELECT v.id, v.contact_id, v.revoked_at IS NOT NULL AS revoked, c.verified
    FROM visitors v JOIN contacts c ON c.organization_id = $1 AND c.id = v.contact_id
    WHERE v.organization_id = $1 AND v.token_hash = ${$("token_hash")}
  ), signed AS (
    SELECT id, false AS by_alias FROM contacts
    WHERE organization_id = $1 AND external_id = ${$("signed.external_id")} AND verified
    UNION ALL
    SELECT contact_id, true FROM contact_aliases
    WHERE organization_id = $1 AND external_id = ${$("signed.external_id")}
    LIMIT 1
  ), target AS (
    SELECT coalesce((SELECT by_alias FROM signed), false) AS by_alias, CASE
      WHEN ${$("signed.external_id")} IS NULL THEN (SELECT contact_id FROM visitor)
      ELSE coalesce((SELECT id FROM signed), (SELECT contact_id FROM visitor WHERE NOT verified))
    END AS id
    FROM organization WHERE fresh AND NOT EXISTS (SELECT FROM visitor WHERE revoked)
  ), updated AS (
    UPDATE contacts c SET ${changes.map(([column, value]) => `${column} = ${value}`).join(", ")},
      revision = c.revision + CASE WHEN ${differs} THEN 1 ELSE 0 END,
      first_seen_at = coalesce(c.first_seen_at, now()),
      last_seen_at = greatest(c.last_seen_at, now())
    FROM target WHERE c.organization_id = $1 AND c.id = target.id
    RETURNING ${result("c")}
  ), created AS (
    INSERT INTO contacts AS c (organization_id, ${changes.map(([column]) => column).join(", ")},
      first_seen_at, last_seen_at)
    SELECT $1::integer, ${firstValues.join(", ")}, now(), now() FROM target WHERE target.id IS NULL
    RETURNING ${result("c")}
  ), contact AS (
    SELECT updated.*, false AS created FROM updated
    UNION ALL SELECT created.*, true FROM created
  ), visitor_now AS (
    INSERT INTO visitors AS v (organization_id, token_hash, contact_id)
    SELECT $1::integer, ${$("token_hash")}, contact_id FROM contact
    ON CONFLICT (organization_id, token_hash)
      DO UPDATE SET contact_id = excluded.contact_id, last_seen_at = excluded.last_seen_at
    RETURNING v.id
  )
  SELECT organization.rules_version, visitor_now.id AS visitor_id, contact.*,
    coalesce(visitor.revoked, false) AS revoked, memberships.member_of, memberships.excluded_from,
    CASE WHEN visitor.contact_id <> contact.contact_id THEN visitor.contact_id END AS former_contact_id,
    visitor.verified AS former_verified, now() AS now,
    CASE WHEN old.revision <> contact.revision THEN ${state("old")} END AS before
  FROM organization
  LEFT JOIN contact ON true
  LEFT JOIN visitor_now ON true
  LEFT JOIN visitor ON true
  LEFT JOIN target ON true
  LEFT JOIN contacts old ON old.organization_id = $1 AND old.id = target.id
  ${membershipsJoin("contact.contact_id")}`);
