import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { openDatabase, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { inOrganization } from "./organization-transaction.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

/** Not an organization's: sign-in and jobs have schemas of their own. */
const global = ["migrations", "server_state"];

const names = async (query: string) => {
  const { rows } = await owner.query<{ name: string }>(query);
  return rows.map((row) => row.name);
};

const organizationTables = async () =>
  (
    await names(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
    )
  ).filter((table) => !global.includes(table));

test("every table's primary, unique and foreign keys begin with the organization", async () => {
  expect((await organizationTables()).length).toBeGreaterThan(20);
  const strays = await names(`
    SELECT c.conname AS name FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f')
      AND a.attname <> 'organization_id'
      AND c.conrelid::regclass::text NOT IN ('migrations', 'server_state')`);
  expect(strays).toEqual([]);
  const withoutKey = await names(`
    SELECT relname AS name FROM pg_class t WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = t.oid AND contype = 'p')`);
  expect(withoutKey).toEqual([]);
});

/** What housekeeping looks for in all organizations at once, as the owner. */
const housekeeping = ["jobs_under_way", "stored_files_expiry"];

test("every index begins with the organization, except those of what is inside a value", async () => {
  // GIN keeps no order of columns; what it finds is still held against the organization.
  const strays = await names(`
    SELECT i.indexrelid::regclass::text AS name FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE a.attname IS DISTINCT FROM 'organization_id'
      AND (SELECT amname FROM pg_am JOIN pg_class x ON x.relam = pg_am.oid
        WHERE x.oid = i.indexrelid) <> 'gin'
      AND t.relname NOT IN ('migrations', 'server_state')`);
  expect(strays.toSorted()).toEqual(housekeeping);
});

test("every organization's table is behind row-level security", async () => {
  const open = await names(`
    SELECT relname AS name FROM pg_class t WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p') AND relname NOT IN ('migrations', 'server_state')
      AND NOT (relrowsecurity AND EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*'
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%organization_id = %tagalong.organization_id%'))`);
  expect(open).toEqual([]);
});

test("the server's role may not make or delete organizations, nor change the server's state", async () => {
  for (const statement of [
    "INSERT INTO organizations (name, widget_key, widget_secrets) VALUES ('x', 'x', '{x}')",
    "DELETE FROM organizations",
    "UPDATE server_state SET epoch = gen_random_uuid()",
    "SELECT * FROM migrations",
    "SELECT * FROM graphile_worker._private_jobs",
  ]) {
    const tried = inOrganization(database, 1, ({ query }) =>
      query({ name: "", text: statement }, []),
    );
    await expect(tried, statement).rejects.toThrow(/permission denied/);
  }
});

test("migrations run once, also when servers start together", async () => {
  await Promise.all([migrate(own.ownerUrl), migrate(own.ownerUrl), migrate(own.ownerUrl)]);
  const ran = await names("SELECT name FROM migrations ORDER BY name");
  expect(new Set(ran).size).toBe(ran.length);
  expect(ran[0]).toBe("0001-skeleton.sql");
});

describe("under row-level security", () => {
  beforeAll(async () => {
    await owner.query(`
      INSERT INTO organizations (name, widget_key, widget_secrets)
        SELECT 'Shop ' || n, 'wk_' || n, '{secret}' FROM generate_series(1, 3) n;
      INSERT INTO contacts (organization_id, email, email_folded, external_id, verified, last_seen_at)
        SELECT o, 'c' || n || '@demo.example', 'c' || n || '@demo.example', 'e' || n, true, now() - n * interval '1 s'
        FROM generate_series(1, 3) o, generate_series(1, 4000) n;
      INSERT INTO visitors (organization_id, token_hash, contact_id)
        SELECT organization_id, sha256(id::text::bytea), id FROM contacts;
      INSERT INTO tags (organization_id, name) SELECT o, 'tag ' || n FROM generate_series(1, 3) o, generate_series(1, 20) n;
      INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type)
        SELECT c.organization_id, c.id, t.id, 'api', 'system' FROM contacts c
        JOIN tags t ON t.organization_id = c.organization_id AND t.id % 20 = c.id % 20;
      INSERT INTO conversations (organization_id, contact_id, visitor_id)
        SELECT organization_id, contact_id, id FROM visitors;
      INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type, text)
        SELECT organization_id, id, n, gen_random_uuid(), 'visitor', 'x' FROM conversations, generate_series(1, 2) n;
      INSERT INTO segments (organization_id, name, refresh)
        SELECT o, 'segment ' || n, 'manual' FROM generate_series(1, 3) o, generate_series(1, 20) n;
      INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source, actor_type)
        SELECT c.organization_id, s.id, c.id, 'member', false, 'x', 'system' FROM contacts c
        JOIN segments s ON s.organization_id = c.organization_id AND s.id % 20 = c.id % 20;
      INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, actor_type)
        SELECT organization_id, 'contact.created', 'contact', id::text, id, 'system' FROM contacts;
    `);
    await owner.query("VACUUM ANALYZE");
  });

  test.each([
    [
      "a visitor by token",
      "visitors_organization_id_token_hash_key",
      "SELECT * FROM visitors WHERE token_hash = '\\x00'",
    ],
    [
      "a contact by signed external id",
      "contacts_external_id",
      "SELECT * FROM contacts WHERE external_id = 'e7' AND verified",
    ],
    [
      "contacts by email",
      "contacts_email",
      "SELECT * FROM contacts WHERE email_folded = 'c7@demo.example'",
    ],
    [
      "the list of contacts",
      "contacts_last_seen",
      "SELECT * FROM contacts ORDER BY last_seen_at DESC NULLS LAST, id DESC LIMIT 50",
    ],
    [
      "messages after a cursor",
      "messages_pkey",
      "SELECT * FROM messages WHERE conversation_id = 7 AND sequence > 1 ORDER BY sequence LIMIT 200",
    ],
    [
      "a message by client id",
      "messages_organization_id_conversation_id_client_id_key",
      "SELECT * FROM messages WHERE conversation_id = 7 AND client_id = '00000000-0000-4000-8000-000000000000'",
    ],
    [
      "a contact's memberships",
      "segment_memberships_contact",
      "SELECT * FROM segment_memberships WHERE contact_id = 7",
    ],
    [
      "a tag's contacts",
      "tag_assignments_tag",
      "SELECT contact_id FROM tag_assignments WHERE tag_id = 7",
    ],
    [
      "a visitor's conversations",
      "conversations_visitor",
      "SELECT * FROM conversations WHERE visitor_id = 7 ORDER BY id DESC LIMIT 1",
    ],
    [
      "a contact's timeline",
      "events_contact",
      "SELECT * FROM events WHERE contact_id = 7 ORDER BY id DESC LIMIT 50",
    ],
  ])("%s is found by an index", async (_what, index, query) => {
    const plan = await inOrganization(database, 1, async ({ kysely }) => {
      const { rows } = await kysely.executeQuery<{ "QUERY PLAN": unknown }>({
        ...kysely.selectNoFrom((eb) => eb.val(1).as("one")).compile(),
        sql: `EXPLAIN (FORMAT JSON) ${query}`,
        parameters: [],
      });
      return JSON.stringify(rows);
    });
    expect(plan).toContain(`"Index Name":"${index}"`);
    expect(plan).toContain("organization_id = (current_setting");
  });
});
