import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";

test("the server signs in as a role that no statement can leave", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const client = new pg.Client(database.appUrl);
  await client.connect();
  await client.query("RESET ROLE");
  await client.query("RESET SESSION AUTHORIZATION");
  const { rows } = await client.query(
    "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user",
  );
  await client.end();
  expect(rows).toEqual([{ rolname: "tagalong_app", rolsuper: false, rolbypassrls: false }]);
});
