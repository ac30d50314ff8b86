import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { addOrganization } from "../../test/support/sample-organization.ts";
import { createServer, type RunningServer } from "./server.ts";

let own: TestDatabase;
let owner: pg.Client;
let server: RunningServer;
let baseUrl: string;

const start = async () => {
  server = await createServer({
    config: { port: 0, dataDir: "/nowhere" },
    databaseUrl: own.appUrl,
    ownerUrl: own.ownerUrl,
  });
  const { port } = await server.listen(0);
  baseUrl = `http://127.0.0.1:${port}`;
};

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  await addOrganization(owner, "Mine");
});

beforeEach(start);
afterAll(async () => {
  await owner.end();
  await own.drop();
});

const healthy = async () => (await fetch(`${baseUrl}/healthz`)).status === 200;

/** All connections of this database but ours, as a restart would end them. */
const killConnections = () =>
  owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );

async function connectionsLeft(): Promise<number | undefined> {
  const { rows } = await owner.query<{ left: number }>(
    `SELECT count(*)::integer AS left FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  return rows[0]?.left;
}

test("a server that was closed leaves no connection behind, and its port is free", async () => {
  expect(await healthy()).toBe(true);
  const { port } = new URL(baseUrl);
  await server.close();
  await expect(fetch(`${baseUrl}/healthz`)).rejects.toThrow();
  // PostgreSQL's process of a connection ends a moment after the connection.
  await expect.poll(connectionsLeft, { timeout: 10_000 }).toBe(0);
  await start();
  await server.close();
  const again = await createServer({
    config: { port: 0, dataDir: "/nowhere" },
    databaseUrl: own.appUrl,
    ownerUrl: own.ownerUrl,
  });
  expect((await again.listen(Number(port))).port).toBe(Number(port));
  await again.close();
});

test("a port that is taken is an error of listening, and the server can still be closed", async () => {
  const second = await createServer({
    config: { port: 0, dataDir: "/nowhere" },
    databaseUrl: own.appUrl,
    ownerUrl: own.ownerUrl,
  });
  await expect(second.listen(Number(new URL(baseUrl).port))).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await second.close();
  await server.close();
});

test("it goes on when the database has dropped every connection", async () => {
  for (let round = 0; round < 3; round++) {
    expect(await healthy()).toBe(true);
    await killConnections();
    await vi.waitFor(async () => expect(await healthy()).toBe(true), { timeout: 5_000 });
  }
  await owner.query("SELECT graphile_worker.add_job('delete_expired_sign_ins')");
  await vi.waitFor(
    async () => {
      const { rows } = await owner.query("SELECT 1 FROM graphile_worker._private_jobs");
      expect(rows).toEqual([]);
    },
    { timeout: 60_000, interval: 50 },
  );
  await server.close();
});

test("sign-ins and codes whose time is over are deleted, others stay", async () => {
  const { adminSession } = await addOrganization(owner, "Swept");
  const kept = (await addOrganization(owner, "Kept")).adminSession;
  await owner.query(`UPDATE auth.session SET "expiresAt" = now() - interval '1 s' WHERE id = $1`, [
    adminSession,
  ]);
  await owner.query("SELECT graphile_worker.add_job('delete_expired_sign_ins')");
  await vi.waitFor(
    async () => {
      const { rows } = await owner.query<{ id: string }>("SELECT id FROM auth.session");
      const ids = rows.map((row) => row.id);
      expect(ids).not.toContain(adminSession);
      expect(ids).toContain(kept);
    },
    { timeout: 60_000, interval: 50 },
  );
  await server.close();
});
