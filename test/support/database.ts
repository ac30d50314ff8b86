import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { appLogin } from "../../server/src/start/app-login.ts";
import { databaseUrl, onCluster } from "./test-cluster.ts";
import "./database-setup.ts";

export type TestDatabase = {
  /** Signs in as the owner, who sees every organization. */
  ownerUrl: string;
  /** Signs in as the server's role, behind row-level security. */
  appUrl: string;
  drop(): Promise<void>;
};

/** A migrated, empty database of the caller's own on the run's real PostgreSQL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject("testCluster");
  const name = `${cluster.template}_${randomBytes(4).toString("hex")}`;
  await onCluster(cluster.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${cluster.template}`);
  const ownerUrl = databaseUrl(cluster.ownerUrl, name);
  return {
    ownerUrl,
    appUrl: await appLogin(ownerUrl),
    drop: async () => {
      await onCluster(cluster.ownerUrl, untilLeft(name));
      await onCluster(cluster.ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/**
 * Waits for connections that are closing, at most five seconds: one that is cut off in the middle
 * of it fails a test that has passed.
 */
function untilLeft(name: string): string {
  return `DO $$ BEGIN
    FOR try IN 1..100 LOOP
      PERFORM pg_stat_clear_snapshot();
      EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity
        WHERE datname = '${name}' AND backend_type = 'client backend');
      PERFORM pg_sleep(0.05);
    END LOOP;
  END $$`;
}
