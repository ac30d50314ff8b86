import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createAuthService } from "./auth/auth-service.ts";
import { watchSessions } from "./auth/session-watch.ts";
import { createSignIn } from "./auth/sign-in.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { readServerState } from "./database/server-state.ts";
import { demoRoutes } from "./demo/routes.ts";
import { createApp } from "./http/app.ts";
import { jobKinds } from "./job-kinds.ts";
import { runJobs } from "./jobs/run-jobs.ts";
import { log } from "./log.ts";
import { createRealtime } from "./realtime/create-realtime.ts";
import { routers } from "./routers.ts";
import { RulesCache } from "./segments/rules-cache.ts";
import { builtSites } from "./sites.ts";

export interface ServerOptions {
  config: Config;
  /** The server's role, behind row-level security. */
  databaseUrl: string;
  /** Owns the job queue's tables. */
  ownerUrl: string;
}

export interface RunningServer {
  /** Port 0 lets the system choose. */
  listen(port: number): Promise<{ port: number }>;
  /** Refuses new work, finishes what is at hand, closes sockets and the pool (delivery 9). */
  close(): Promise<void>;
}

/** Puts the server together: HTTP, sockets and jobs on one database. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { config, databaseUrl, ownerUrl } = options;
  const opened = new AsyncDisposableStack();
  try {
    const database = openDatabase(databaseUrl, {
      onIdleError: (error) => log.warn({ err: error }, "A database connection was lost."),
    });
    opened.defer(() => database.close());
    const { signInSecret } = await readServerState(database);
    const sessions = await watchSessions(databaseUrl, database);
    opened.defer(() => sessions.close());

    const auth = createAuthService(database);
    const foundation = { database, rules: new RulesCache() };
    const { publicUrl, redisUrl } = config;
    const realtime = createRealtime({ services: foundation, auth, sessions, publicUrl, redisUrl });
    opened.defer(() => realtime.close());
    const services = { ...foundation, publisher: realtime.publisher };
    const jobs = await runJobs(ownerUrl, services, jobKinds);
    opened.defer(() => jobs.close());
    const app = createApp({
      services,
      auth,
      signIn: createSignIn(database, signInSecret),
      routers,
      pages: [demoRoutes(config.dataDir)],
      publicUrl,
      trustedProxies: [],
      sites: builtSites,
    });
    const http = createAdaptorServer({ fetch: app.fetch }) as Server;
    realtime.attach(http);
    opened.defer(() => closeHttp(http));
    return {
      listen: (port) => listen(http, port),
      close: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

function listen(http: Server, port: number): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, () => {
      http.off("error", reject);
      resolve({ port: (http.address() as AddressInfo).port });
    });
  });
}

/** No new connections; requests under way are answered, sockets are realtime's to close. */
async function closeHttp(http: Server): Promise<void> {
  if (!http.listening) return;
  http.close();
  http.closeIdleConnections();
}
