import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { batchingSocket } from "./batching-socket.ts";
import { appRole } from "./roles.ts";
import type { Schema } from "./schema.ts";

export interface Database {
  pool: pg.Pool;
  /** Outside every organization: reaches `auth` and `server_state`; organization tables refuse. */
  kysely: Kysely<Schema>;
  close(): Promise<void>;
}

/** 10 to 16 were fastest on 2 cores; 64 hurt. */
export const defaultConnections = 12;

export interface DatabaseOptions {
  connections?: number;
  onIdleError?: (error: Error) => void;
}

const int8 = 20;
const int8Array = 1016;

/** Ids and counts come as numbers: they stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(int8, Number);
types.setTypeParser(int8Array, (text: string) =>
  text === "{}" ? [] : text.slice(1, -1).split(",").map(Number),
);

/**
 * Opens the server's pool. Whoever the address signs in as, every connection works as the walled
 * role, so the address may be the owner's. Connections pipeline: a statement need not wait for the
 * answer of the one before.
 */
export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.connections ?? defaultConnections,
    pipeline: true,
    stream: batchingSocket,
    types,
    // Compiling a plan takes longer than any statement of ours; a bitmap of a million contacts fits.
    options: `-c role=${appRole} -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 -c jit=off -c work_mem=32MB`,
    application_name: "tagalong",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that dies is replaced at the next use. Without a listener, of the pool's for idle
  // ones and of the connection's own while it is lent out, its error would end the process.
  pool.on("error", (error) => options.onIdleError?.(error));
  pool.on("connect", (client) => {
    client.on("error", () => {});
  });
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { pool, kysely, close: () => pool.end() };
}
