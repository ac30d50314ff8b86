import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "../../server/src/database/database.ts";
import { addBenchShop } from "../bench/creation/bench-shop.ts";
import { startByStatement } from "../bench/creation/start-by-statement.ts";
import { startByVerb } from "../bench/creation/start-by-verb.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { everythingStored } from "../support/sample-organization.ts";

let own: TestDatabase;
let owner: pg.Client;
let plain: pg.Pool;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  plain = new pg.Pool({ connectionString: own.ownerUrl, max: 1 });
  database = openDatabase(own.appUrl);
});

afterAll(async () => {
  await database.close();
  await plain.end();
  await owner.end();
  await own.drop();
});

/** Rows of each table, without what no two conversations have in common. */
async function rowsOf(organization: number): Promise<string[]> {
  const stored = await everythingStored(owner, organization);
  const moving =
    /"(id|\w+_at|\w+_since|client_id|token_hash|contact_id|visitor_id|conversation_id|subject_id|actor_id|author_id)": ("[^"]*"|\d+)/g;
  return stored
    .replaceAll(moving, '"$1": "…"')
    .replaceAll(/visitor-\d+@|visitor number \d+/gi, "…")
    .split("\n")
    .toSorted();
}

test("the bench's plain statement writes the rows that the product writes", async () => {
  const { id } = await addBenchShop(owner, "Shop", { segments: 30, matching: 7 });
  const before = await rowsOf(id);
  const example = await startByVerb(database)(id);
  const byVerb = without(await rowsOf(id), before);
  const insert = await startByStatement(plain, id, example);
  await insert();
  const byStatement = without(without(await rowsOf(id), before), byVerb);
  expect(byVerb.length).toBeGreaterThan(7 * 2 + 7);
  expect(byStatement).toEqual(byVerb);
});

/** What is left when each of the others is taken away once. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...rows];
  for (const other of others) {
    const at = left.indexOf(other);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
