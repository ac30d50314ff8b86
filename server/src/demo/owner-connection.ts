import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "../database/schema.ts";

const int8 = 20;

/**
 * Works as the owner of the database, for what the server's role may not do: to found an
 * organization, and to write the demo's past into history.
 */
export async function asOwner<Result>(
  ownerUrl: string,
  work: (owner: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, types });
  const owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}
