import type pg from "pg";
import type { SampleOrganization } from "../../support/sample-organization.ts";

/** What was made, the most popular first. */
export interface ManyContacts {
  tags: number[];
  segments: number[];
}

const tagCount = 200;
/** So few tags that a walk over all contacts is the wrong way to find them. */
const rareTags = 10;
const tagsEach = 4.7;
const segmentCount = 20;

/** Share of the draws that each tag gets: half as much for twice the rank, and a rare tail. */
const tagShares = Array.from({ length: tagCount }, (_, at) =>
  at < tagCount - rareTags ? (at + 1) ** -0.8 : 0.001 / 2 ** (at - tagCount + rareTags),
);

const countries =
  "US DE GB FR NL ES IT PL BR IN CA AU JP SE CH AT BE DK NO FI PT IE CZ MX ZA".split(" ");
const firstNames =
  "Ada Alan Ana Ben Carla Chen Dana Elif Emil Eva Fatima Finn Grace Hugo Ines Ivan Jana Jonas Kofi Lea Liam Lina Maja Marek Mei Mia Nadia Noah Olga Omar Paul Petra Rosa Samir Sara Sofia Tariq Theo Vera Yuki".split(
    " ",
  );
const lastNames =
  "Abe Adams Ali Bauer Bell Berg Bianchi Brown Costa Cruz Diaz Dubois Evans Fischer Garcia Green Haas Hall Horvat Ito Jansen Jones Khan Kim Klein Kovac Kumar Lang Lee Lopez Maier Martin Meyer Moreau Mori Nagy Nilsson Novak Okafor Olsen Park Patel Perez Popov Reyes Ricci Rossi Sato Schmidt Silva Singh Smith Sousa Stein Tanaka Toth Vega Walker Weber Wong".split(
    " ",
  );

/**
 * Fills an organization with so many contacts of three years, each run with the same: 4.7 of 200
 * tags each, unevenly liked, with their assignments; five properties; memberships of 20 segments. As
 * owner, around the foreign keys and indexes, so that a million takes about a minute.
 */
export async function addManyContacts(
  owner: pg.Client,
  { id, agent, admin }: SampleOrganization,
  contacts: number,
): Promise<ManyContacts> {
  await owner.query(pseudoRandom);
  await owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, choices, writers)
     VALUES ($1, 'plan', 'Plan', 'choice', '{Free,Starter,Business,Enterprise}', '{api}'),
       ($1, 'region', 'Region', 'text', '{}', '{api}'), ($1, 'seats', 'Seats', 'number', '{}', '{api}'),
       ($1, 'trial', 'Trial', 'boolean', '{}', '{api}'), ($1, 'renewal', 'Renewal', 'date', '{}', '{api}')`,
    [id],
  );
  const tags = await addNamed(owner, "tags (organization_id, name)", id, tagCount, "bench-tag");
  const segments = await addNamed(
    owner,
    "segments (organization_id, refresh, name)",
    id,
    segmentCount,
    "Bench segment",
  );
  await withoutIndexes(owner, ["contacts", "tag_assignments", "segment_memberships"], async () => {
    const shares = cumulated(tagShares);
    const owners = [agent, admin].map(({ actor }) => actor.id);
    await owner.query(insertContacts, [
      id,
      contacts,
      tags,
      shares,
      countries,
      firstNames,
      lastNames,
      owners,
    ]);
    await owner.query(
      `INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type, created_at)
       SELECT organization_id, id, unnest(tag_ids), 'import', 'system', created_at
       FROM contacts WHERE organization_id = $1`,
      [id],
    );
    // From one in five down to a handful.
    await owner.query(
      `INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source, actor_type)
       SELECT organization_id, segment, id, 'member', false, 'sync', 'system'
       FROM unnest($2::integer[]) WITH ORDINALITY AS s (segment, rank), contacts
       WHERE organization_id = $1 AND pg_temp.part(id, 100 + rank) < 0.2 / rank ^ 2`,
      [id, segments],
    );
  });
  await owner.query("VACUUM ANALYZE contacts, tag_assignments, segment_memberships");
  return { tags, segments };
}

/** From 0 to 1, the same for the same number and salt; quicker than random() with a seed is exact. */
const pseudoRandom = `
  CREATE OR REPLACE FUNCTION pg_temp.part(n bigint, salt bigint) RETURNS float8 IMMUTABLE LANGUAGE sql
  AS 'SELECT (hashint8extended(n, salt) & 9007199254740991)::float8 / 9007199254740992'`;

const insertContacts = `
  INSERT INTO contacts (organization_id, external_id, external_id_folded, email, email_folded, name,
    name_folded, company, company_folded, phone, phone_folded, country, country_folded, owner_id,
    properties, properties_folded, tag_ids, created_at, first_seen_at, last_seen_at)
  SELECT $1::integer, 'c-' || n, 'c-' || n, email, lower(email), name, lower(name), company,
    lower(company), phone, phone, country, lower(country),
    CASE WHEN pg_temp.part(n, 1) < 0.2 THEN ($8::integer[])[1 + n % cardinality($8::integer[])] END,
    jsonb_build_object('plan', plan, 'region', region) || more,
    jsonb_build_object('plan', lower(plan), 'region', lower(region)) || more, tag_ids, created,
    CASE WHEN seen THEN created + (now() - created) * 0.1 * pg_temp.part(n, 2) END,
    CASE WHEN seen THEN created + (now() - created) * (0.1 + 0.9 * pg_temp.part(n, 3)) END
  FROM generate_series(1, $2::integer) AS n
  CROSS JOIN LATERAL (SELECT
    CASE WHEN pg_temp.part(n, 4) < 0.85
      THEN ($6::text[])[1 + floor(pg_temp.part(n, 5) * cardinality($6::text[]))] || ' '
        || ($7::text[])[1 + floor(pg_temp.part(n, 6) * cardinality($7::text[]))] END AS name,
    'Company ' || floor(20000 * pg_temp.part(n, 7) ^ 3) AS company,
    CASE WHEN pg_temp.part(n, 8) < 0.6 THEN '+49' || (1510000000 + n) END AS phone,
    ($5::text[])[1 + floor(cardinality($5::text[]) * pg_temp.part(n, 9) ^ 2)] AS country,
    (ARRAY['Free','Starter','Business','Enterprise'])[width_bucket(pg_temp.part(n, 10), '{0,0.6,0.85,0.97}'::float8[])] AS plan,
    'Region ' || floor(100 * pg_temp.part(n, 11) ^ 2) AS region,
    jsonb_strip_nulls(jsonb_build_object(
      'seats', floor(1000 * pg_temp.part(n, 12) ^ 4),
      'trial', CASE WHEN pg_temp.part(n, 13) < 0.5 THEN pg_temp.part(n, 14) < 0.2 END,
      'renewal', CASE WHEN pg_temp.part(n, 15) < 0.3
        THEN to_char(now() + (pg_temp.part(n, 16) - 0.2) * interval '400 days', 'YYYY-MM-DD"T00:00:00.000Z"') END)) AS more,
    pg_temp.part(n, 17) < 0.85 AS seen,
    now() - (1 - n::float8 / $2) * interval '3 years' AS created
  ) AS person
  CROSS JOIN LATERAL (SELECT lower(replace(coalesce(name, 'visitor'), ' ', '.')) || '.' || n || '@'
    || replace(lower(company), ' ', '-') || '.example' AS email) AS reached
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT ($3::integer[])[width_bucket(pg_temp.part(n, 1000 + draw), $4::float8[])]), '{}') AS tag_ids
    FROM generate_series(1, round(2 * ${tagsEach} * 1.1 * pg_temp.part(n, 18))::integer) AS draw
  ) AS tagged`;

async function addNamed(
  owner: pg.Client,
  into: string,
  organization: number,
  count: number,
  name: string,
): Promise<number[]> {
  const manual = into.startsWith("segments") ? "'manual'," : "";
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO ${into} SELECT $1, ${manual} $3 || '-' || n FROM generate_series(1, $2::integer) n
     RETURNING id`,
    [organization, count, name],
  );
  return rows.map((row) => row.id);
}

/** Where each share begins, from 0 to 1. */
function cumulated(shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let before = 0;
  return shares.map((share) => {
    const begin = before / whole;
    before += share;
    return begin;
  });
}

/** Indexes that no constraint needs are built afterwards at once, and nothing else is checked. */
async function withoutIndexes(
  owner: pg.Client,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = ANY ($1::text[]::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  await owner.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await owner.query(definition);
  await owner.query("RESET session_replication_role; RESET maintenance_work_mem");
}
