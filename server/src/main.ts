import { readConfig } from "./config.ts";
import { migrate } from "./database/migrate.ts";
import { fillDemo } from "./demo/fill-demo.ts";
import { createServer } from "./server.ts";
import { appLogin } from "./start/app-login.ts";
import { lockFolder } from "./start/folder-lock.ts";
import { openOwnerDatabase } from "./start/open-owner-database.ts";
import { StartError } from "./start/start-error.ts";
import { welcome } from "./start/welcome.ts";

/** What was opened, closed in the reverse order: sockets and requests first, the database last. */
const opened = new AsyncDisposableStack();
const patience = 15_000;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const lock = lockFolder(config.dataDir);
  opened.defer(() => lock.release());
  const database = await openOwnerDatabase(config);
  opened.defer(() => database.stop());
  const { ownerUrl } = database;
  await migrate(ownerUrl);
  const databaseUrl = await appLogin(ownerUrl);
  const server = await createServer({ config, databaseUrl, ownerUrl });
  opened.defer(() => within(patience, server.close()));
  const { port } = await listen(server, config.port);
  const baseUrl = config.publicUrl ?? `http://localhost:${port}`;
  const demo = await fillDemo({ databaseUrl, ownerUrl, baseUrl, dataDir: config.dataDir });
  console.log(welcome(baseUrl, config.dataDir, demo));
}

async function listen(server: Awaited<ReturnType<typeof createServer>>, port: number) {
  try {
    return await server.listen(port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new StartError(`Port ${port} is already in use; set PORT to another one.`);
    }
    if (code === "EACCES") throw new StartError(`Port ${port} may not be opened by this user.`);
    throw error;
  }
}

/** A connection that does not end must not keep the database from being stopped in order. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}

let stopping = false;
/** What a connection hears that was still open when the database stopped. */
const databaseStopped = "57P01";

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await starting.catch(() => {});
  await opened.disposeAsync().catch((error: unknown) => console.error(error));
  process.exit(exitCode);
}

function fail(error: unknown): void {
  if (stopping && (error as { code?: string }).code === databaseStopped) return;
  console.error(error instanceof StartError ? error.message : error);
  void stop(1);
}

const starting = start();
starting.catch(fail);
process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
