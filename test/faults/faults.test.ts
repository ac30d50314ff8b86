import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { runBulkFault } from "./run-bulk-fault.ts";
import { runFault } from "./run-fault.ts";
import { theFaults } from "./the-faults.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** `npm run faults` does each as often as delivery's list says; here it is a few times. */
describe("nothing is lost, doubled, missed or out of order (V6)", () => {
  test.each(theFaults)(
    "$fault.name ×$inCi",
    async ({ fault, inCi }) => {
      const reckoning = await runFault(database, fault, { times: inCi, visitors: 8 });
      expect(reckoning).toMatchObject({ lost: 0, doubled: 0, missed: 0, disordered: 0 });
      expect(reckoning.happened).toBeGreaterThanOrEqual(inCi);
      expect(reckoning.sent).toBeGreaterThanOrEqual(40);
    },
    300_000,
  );
});

test("F21 a bulk job whose server is killed does each contact once ×2", async () => {
  const reckoning = await runBulkFault(database, 2);
  expect(reckoning).toEqual({ missed: 0, doubled: 0, miscounted: 0, happened: 2 });
}, 300_000);
