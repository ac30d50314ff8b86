import { Kysely, PostgresDialect } from "kysely";
import type { PoolClient } from "pg";
import type { Schema } from "./schema.ts";

const made = new WeakMap<PoolClient, Kysely<Schema>>();

/** Typed queries on one connection that somebody else has taken and will give back. */
export function kyselyOn(client: PoolClient): Kysely<Schema> {
  let kysely = made.get(client);
  if (!kysely) {
    const lent: Pick<PoolClient, "query" | "release"> = {
      query: client.query.bind(client),
      release: () => {},
    };
    const connect = () => Promise.resolve(lent as PoolClient);
    const pool = { connect, end: () => Promise.resolve(), options: {} };
    kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    made.set(client, kysely);
  }
  return kysely;
}
