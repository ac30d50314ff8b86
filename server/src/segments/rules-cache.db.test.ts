import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import { RulesCache } from "./rules-cache.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let mine: SampleOrganization;
let theirs: SampleOrganization;
let cache: RulesCache;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  mine = await addOrganization(owner, "Mine");
  theirs = await addOrganization(owner, "Theirs");
});

beforeEach(() => {
  cache = new RulesCache();
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const read = (organization: number, version?: number) =>
  inOrganization(database, organization, (transaction) => cache.read(transaction, version));

test("rules are read once for each version", async () => {
  const first = await read(mine.id);
  expect(await read(mine.id)).toBe(first);
  expect(await read(mine.id, first.version)).toBe(first);
  expect(cache.kept(mine.id)).toBe(first);
});

test("a change by any server is seen by the next transaction", async () => {
  const before = await read(mine.id);
  await inOrganization(database, mine.id, async (transaction) => {
    await transaction.kysely
      .insertInto("segments")
      .values({ organization_id: mine.id, name: "Newcomers", refresh: "manual" })
      .execute();
    await bumpRulesVersion(transaction);
  });
  const after = await read(mine.id);
  expect(after.version).toBe(before.version + 1);
  expect(before.segmentsByName.has("Newcomers")).toBe(false);
  expect(after.segmentsByName.has("Newcomers")).toBe(true);
});

test("an organization's rules are its own", async () => {
  const [ours, others] = [await read(mine.id), await read(theirs.id)];
  expect([...ours.segments.keys()]).toContain(mine.segment);
  expect([...others.segments.keys()]).toEqual([theirs.segment]);
  expect(others.contacts.deletedTags).toEqual(new Set([theirs.tags.deleted]));
  expect(others.routing.fallback?.id).toBe(theirs.queue);
});

test("a change that was undone is not kept", async () => {
  const before = await read(mine.id);
  const undone = inOrganization(database, mine.id, async (transaction) => {
    await transaction.kysely
      .insertInto("segments")
      .values({ organization_id: mine.id, name: "Never", refresh: "manual" })
      .execute();
    await bumpRulesVersion(transaction);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await read(mine.id)).toBe(before);
});
