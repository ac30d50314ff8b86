import { randomUUID } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Server } from "socket.io";
import type { AuthService } from "../auth/auth-service.ts";
import type { SessionWatch } from "../auth/session-watch.ts";
import type { ChangeHints, Services } from "../services.ts";
import { mayConnect } from "./allow-request.ts";
import { attachAgent } from "./attach-agent.ts";
import { attachWidget } from "./attach-widget.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { createPublisher } from "./publisher.ts";
import { connectRedis } from "./redis-adapter.ts";
import { rooms } from "./rooms.ts";
import type { AgentNamespace, WidgetNamespace } from "./sockets.ts";
import { createTyping } from "./typing.ts";
import { createWidgetSites } from "./widget-sites.ts";

/** Largest frame: a message of 8,000 characters and a context fit several times over. */
const largestFrame = 64 * 1024;

/** How long closing is drawn out, so that not every client comes to the next server at once. */
const closingTime = 5_000;

export interface RealtimeOptions {
  services: Omit<Services, "publisher">;
  auth: AuthService;
  sessions: SessionWatch;
  /** Where the workspace is reached; undefined: wherever it was asked for. */
  publicUrl?: string | undefined;
  redisUrl?: string | undefined;
}

export interface Realtime {
  publisher: ChangeHints;
  /** After the server has its request listener: what is not a socket's goes on to that. */
  attach(server: HttpServer): void;
  /** Refuses new work, lets calls commit, closes the sockets spread over some seconds (delivery 9). */
  close(): Promise<void>;
}

/** Sockets for visitors and agents. They carry hints; the database is the truth. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const { auth, sessions, publicUrl, redisUrl } = options;
  const { database } = options.services;
  const sites = createWidgetSites(database);
  const redis = redisUrl === undefined ? undefined : connectRedis(redisUrl);
  const calls = { underWay: 0, closing: false };
  const io = new Server({
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: largestFrame,
    // Who may connect is decided below; tokens are never cookies.
    cors: { origin: true },
    allowRequest: (request, answer) => {
      mayConnect(request, sites, publicUrl).then(
        (allowed) => answer(allowed ? null : "origin_not_allowed", allowed),
        // The namespace says what is wrong, and that it will pass.
        () => answer(null, true),
      );
    },
    ...(redis && { adapter: redis.adapter }),
  });
  const widget: WidgetNamespace = io.of("/widget");
  const agents: AgentNamespace = io.of("/agent");
  const nodeRoom = redis && rooms.node(randomUUID());
  if (nodeRoom !== undefined) {
    for (const namespace of [widget, agents]) {
      namespace.on("connection", (socket) => void socket.join(nodeRoom));
    }
  }
  const publisher = createPublisher({ database, widget, agents, nodeRoom });
  const services: Services = { ...options.services, publisher };
  const typing = createTyping(widget, agents);
  attachWidget(widget, { services, sites, calls, typing });
  attachAgent(agents, { services, auth, sessions, calls, typing, publicUrl });
  const stopHeartbeat = startHeartbeat(database, widget, agents);

  return {
    publisher,
    attach: (server) => void io.attach(server),
    async close() {
      calls.closing = true;
      stopHeartbeat();
      for (let waited = 0; calls.underWay > 0 && waited < closingTime; waited += 10)
        await pause(10);
      await closeSpread(io);
      await io.close();
      redis?.close();
    },
  };
}

/** Closes connections so that clients come back by themselves, a few at a time. */
async function closeSpread(io: Server): Promise<void> {
  const sockets = [...io.of("/widget").sockets.values(), ...io.of("/agent").sockets.values()];
  const connections = [...new Set(sockets.map((socket) => socket.conn))];
  // A handful need not be spread; a thousand take all of the time.
  const time = Math.min(closingTime, connections.length * 5);
  await Promise.all(
    connections.map(async (connection, at) => {
      await pause((time * at) / connections.length);
      connection.close();
    }),
  );
}
