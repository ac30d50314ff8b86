import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "../../server/src/database/embedded.ts";
import { stopOrphan } from "../../server/src/database/embedded/orphan.ts";
import { migrate } from "../../server/src/database/migrate.ts";
import { appLogin } from "../../server/src/start/app-login.ts";
import { lockFolder } from "../../server/src/start/folder-lock.ts";

export type TestCluster = { ownerUrl: string; template: string; stop(): Promise<void> };

const prefix = "tagalong-test-";

/**
 * A real PostgreSQL with a migrated database to copy from: the one that `DATABASE_URL` names, or an
 * embedded one in a temporary folder. It does not wait for the disk, which no test can notice:
 * what survives is asked only after processes are killed, never after the machine is.
 */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env.DATABASE_URL;
  const cluster =
    given === undefined ? await startOwn() : { ownerUrl: given, stop: async () => {} };
  const template = `tagalong_test_${randomBytes(4).toString("hex")}`;
  await onCluster(cluster.ownerUrl, `CREATE DATABASE ${template}`);
  const url = databaseUrl(cluster.ownerUrl, template);
  await migrate(url);
  await appLogin(url);
  return {
    ownerUrl: cluster.ownerUrl,
    template,
    stop: async () => {
      await onCluster(cluster.ownerUrl, `DROP DATABASE ${template}`);
      await cluster.stop();
    },
  };
}

async function startOwn(): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const lock = lockFolder(folder);
  const database = await startEmbedded(folder, {
    fsync: "off",
    full_page_writes: "off",
    max_connections: "300",
  });
  return {
    ownerUrl: database.ownerUrl,
    stop: async () => {
      await database.stop();
      lock.release();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Clears what test runs that were killed left behind; the lock tells that they are gone. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix) || Date.now() - statSync(folder).mtimeMs < 60_000) continue;
    try {
      const lock = lockFolder(folder);
      if (existsSync(join(folder, "postgres"))) await stopOrphan(join(folder, "postgres"));
      lock.release();
      rmSync(folder, { recursive: true });
    } catch {
      // Another run is using it, or another user owns it.
    }
  }
}

/** Runs one statement beside the databases of the tests. */
export async function onCluster(ownerUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same address with another database in it. */
export function databaseUrl(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}
