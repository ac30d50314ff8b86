import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { leakproofFunctions, markLeakproof } from "./mark-leakproof.ts";
import { appRole } from "./roles.ts";

let own: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await own.drop();
});

test("a superuser marks what filters compare with, any other owner hears what is not marked", async () => {
  for (const name of leakproofFunctions) {
    await owner.query(`ALTER FUNCTION pg_catalog.${name} NOT LEAKPROOF`);
  }
  await owner.query(`SET ROLE ${appRole}`);
  expect(await markLeakproof(owner)).toEqual([...leakproofFunctions]);
  await owner.query("RESET ROLE");
  expect(await markLeakproof(owner)).toEqual([]);
  await owner.query(`SET ROLE ${appRole}`);
  expect(await markLeakproof(owner)).toEqual([]);
});
