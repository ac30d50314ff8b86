import { readdir, readFile } from "node:fs/promises";
import { Logger, runMigrations as migrateJobs } from "graphile-worker";
import pg from "pg";
import { log } from "../log.ts";
import { makeAppRole } from "./make-app-role.ts";
import { markLeakproof } from "./mark-leakproof.ts";
import { raiseWalls } from "./raise-walls.ts";

const folder = new URL("./migrations/", import.meta.url);

/** Its one line a migration is of no use to an operator; failures are thrown. */
const silentLogger = new Logger(() => () => {});

/** Any number that no other program locks in the same database. */
const lockNumber = 7_246_310_527;

/**
 * Brings the database to this version's schema: the server's role, the job queue's own schema, the
 * SQL files of `migrations/` that have not run yet, in order, each in a transaction. Servers that
 * start together wait for each other. `ownerUrl` signs in as the owner of the database.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: "tagalong-migrate",
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockNumber]);
    await makeAppRole(client);
    await migrateJobs({ connectionString: ownerUrl, logger: silentLogger });
    await client.query(
      "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())",
    );
    const { rows } = await client.query<{ name: string }>("SELECT name FROM migrations");
    const done = new Set(rows.map((row) => row.name));
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    for (const name of files) {
      if (!done.has(name)) await runFile(client, name);
    }
    await raiseWalls(client);
    const unmarked = await markLeakproof(client);
    if (unmarked.length > 0) {
      log.warn({ unmarked }, "Filters of many contacts will be slow: README, Configuration.");
    }
  } finally {
    await client.end();
  }
}

async function runFile(client: pg.Client, name: string): Promise<void> {
  const text = await readFile(new URL(name, folder), "utf8");
  await client.query("BEGIN");
  try {
    await client.query(text);
    await client.query("INSERT INTO migrations (name) VALUES ($1)", [name]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`The migration ${name} failed.`, { cause: error });
  }
}
