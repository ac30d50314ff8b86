import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { addOrganization } from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { deleteSession } from "./session-queries.ts";
import { watchSessions, type SessionWatch } from "./session-watch.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let watch: SessionWatch;
let sessionId: string;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  watch = await watchSessions(own.appUrl, database);
});

afterAll(async () => {
  await watch.close();
  await database.close();
  await owner.end();
  await own.drop();
});

let organizations = 0;
beforeEach(async () => {
  organizations += 1;
  sessionId = (await addOrganization(owner, `Shop${organizations}`)).adminSession;
});

const soon = { timeout: 1_000, interval: 5 };

test("what follows a sign-in is cut within a second of its end", async () => {
  const [cut, alsoCut, unfollowed] = [vi.fn(), vi.fn(), vi.fn()];
  watch.follow(sessionId, cut);
  watch.follow(sessionId, alsoCut);
  watch.follow(sessionId, unfollowed)();
  await deleteSession(database, sessionId);
  await vi.waitFor(() => expect(cut).toHaveBeenCalledOnce(), soon);
  expect(alsoCut).toHaveBeenCalledOnce();
  expect(unfollowed).not.toHaveBeenCalled();
});

test("another sign-in is not touched", async () => {
  const other = (await addOrganization(owner, "Other")).adminSession;
  const [cut, kept] = [vi.fn(), vi.fn()];
  watch.follow(sessionId, cut);
  watch.follow(other, kept);
  await owner.query("DELETE FROM auth.session WHERE id = $1", [sessionId]);
  await vi.waitFor(() => expect(cut).toHaveBeenCalledOnce(), soon);
  expect(kept).not.toHaveBeenCalled();
});

test("a sign-in that ended before it was followed is cut too", async () => {
  await deleteSession(database, sessionId);
  const cut = vi.fn();
  watch.follow(sessionId, cut);
  await vi.waitFor(() => expect(cut).toHaveBeenCalledOnce(), soon);
});

test("one that ended while nobody listened is cut when the listening goes on", async () => {
  const cut = vi.fn();
  watch.follow(sessionId, cut);
  await owner.query("BEGIN");
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );
  await owner.query("DELETE FROM auth.session WHERE id = $1", [sessionId]);
  await owner.query("COMMIT");
  await vi.waitFor(() => expect(cut).toHaveBeenCalledOnce(), { timeout: 5_000, interval: 10 });
});
