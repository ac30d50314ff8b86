import pg from "pg";
import { openDatabase, type Database } from "../../server/src/database/database.ts";
import { RulesCache } from "../../server/src/segments/rules-cache.ts";
import type { Services } from "../../server/src/services.ts";
import { createTestDatabase } from "./database.ts";
import { recordHints, type RecordedHint } from "./recorded-hints.ts";
import { addVipShop, type VipShop } from "./vip-shop.ts";

export interface ConversationTest {
  services: Services;
  database: Database;
  /** Signed in as the database's owner, who sees every organization. */
  owner: pg.Client;
  hints: RecordedHint[];
  shop: VipShop;
  otherShop: VipShop;
  close(): Promise<void>;
}

/** What verbs work with, on a database of its own with two organizations. */
export async function startConversationTest(): Promise<ConversationTest> {
  const own = await createTestDatabase();
  const owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  const database = openDatabase(own.appUrl);
  const { hints, publisher } = recordHints();
  return {
    services: { database, rules: new RulesCache(), publisher },
    database,
    owner,
    hints,
    shop: await addVipShop(owner, "Shop"),
    otherShop: await addVipShop(owner, "Other"),
    async close() {
      await database.close();
      await owner.end();
      await own.drop();
    },
  };
}
