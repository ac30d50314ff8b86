/**
 * The real server on a database that is there already; the fault harness starts and kills it. It
 * loads at once and serves when it is told to, so that a dead one is replaced without delay.
 */
import { flushCompileCache } from "node:module";
import { createServer } from "../../server/src/server.ts";

const { PORT, DATA_DIR = "", DATABASE_URL = "", OWNER_URL = "", REDIS_URL } = process.env;

// Who is killed writes no cache at its end, and the next one loads twice as fast with it.
flushCompileCache();
process.once("message", (fault: string) => {
  process.env.TAGALONG_FAULT = fault;
  void serve();
});
process.on("disconnect", () => process.exit());

async function serve(): Promise<void> {
  const server = await createServer({
    config: { port: 0, dataDir: DATA_DIR, redisUrl: REDIS_URL || undefined },
    databaseUrl: DATABASE_URL,
    ownerUrl: OWNER_URL,
  });
  await server.listen(Number(PORT));
  process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
  process.send?.("serving");
}
