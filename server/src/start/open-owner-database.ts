import pg from "pg";
import type { Config } from "../config.ts";
import { startEmbedded, type EmbeddedDatabase } from "../database/embedded.ts";
import { StartError } from "./start-error.ts";

/** The database that the settings name, found to answer, or the built-in one. */
export async function openOwnerDatabase(config: Config): Promise<EmbeddedDatabase> {
  if (config.databaseUrl === undefined) return await startEmbedded(config.dataDir);
  await greet(config.databaseUrl);
  return { ownerUrl: config.databaseUrl, stop: async () => {} };
}

async function greet(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    // Never the whole address: it holds the password.
    const { hostname, port } = new URL(ownerUrl);
    const where = `${hostname || "localhost"}:${port || 5432}`;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(`The database at ${where} cannot be reached (${code ?? message}).`);
  } finally {
    await client.end().catch(() => {});
  }
}
