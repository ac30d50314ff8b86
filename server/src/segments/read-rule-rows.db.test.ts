import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { addVipShop } from "../../../test/support/vip-shop.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { readRuleRows } from "./read-rule-rows.ts";

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

test("a routing rule to an agent who was deactivated is left out, and comes back with them", async () => {
  const shop = await addVipShop(owner, "Shop");
  const rules = async () => (await inOrganization(database, shop.id, readRuleRows)).routing;
  const setActive = (active: boolean) =>
    owner.query("UPDATE agents SET deactivated_at = $2 WHERE id = $1", [
      shop.seniorAgent,
      active ? null : new Date(),
    ]);
  expect(await rules()).toMatchObject([{ action: { agentId: shop.seniorAgent } }]);
  await setActive(false);
  expect(await rules()).toEqual([]);
  await setActive(true);
  expect(await rules()).toHaveLength(1);
});
