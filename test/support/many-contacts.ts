import pg from "pg";
import type { TestServer } from "./running-server.ts";

/**
 * Adds contacts "Person 1" to "Person <count>" to the demo's organization, the first one seen last,
 * all before anybody of the demo. Every third has one tag, every tenth eight.
 */
export async function addManyContacts({ database }: TestServer, count: number): Promise<void> {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  try {
    await owner.query(
      `INSERT INTO tags (organization_id, name, color)
       SELECT 1, 'many-' || n, ('{red,orange,amber,lime,teal,sky,violet,pink}'::text[])[n]
       FROM generate_series(1, 8) AS n`,
    );
    await owner.query(
      `WITH many AS (
         SELECT array_agg(id ORDER BY id) AS ids FROM tags
         WHERE organization_id = 1 AND name LIKE 'many-%'
       ), added AS (
         INSERT INTO contacts (organization_id, name, name_folded, email, email_folded, phone,
           phone_folded, tag_ids, created_at, first_seen_at, last_seen_at)
         SELECT 1, 'Person ' || n, 'person ' || n, 'person' || n || '@many.example',
           'person' || n || '@many.example', '+1555' || lpad(n::text, 7, '0'),
           '+1555' || lpad(n::text, 7, '0'),
           CASE WHEN n % 10 = 0 THEN ids WHEN n % 3 = 0 THEN ids[1:1] ELSE '{}' END,
           now() - interval '400 days', now() - interval '390 days',
           now() - interval '300 days' - n * interval '1 minute'
         FROM generate_series(1, $1) AS n, many RETURNING id, tag_ids
       )
       INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type)
       SELECT 1, id, unnest(tag_ids), 'import', 'system' FROM added`,
      [count],
    );
  } finally {
    await owner.end();
  }
}
