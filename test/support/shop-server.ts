import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentCalls, AgentHints } from "@tagalong/shared/contracts/agent-socket.ts";
import type { ErrorBody } from "@tagalong/shared/contracts/error.ts";
import type { WidgetCalls, WidgetHints } from "@tagalong/shared/contracts/widget-socket.ts";
import pg from "pg";
import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { createServer } from "../../server/src/server.ts";
import { createTestDatabase } from "./database.ts";
import { addVipShop, type VipShop } from "./vip-shop.ts";

export type WidgetSocket = Socket<WidgetHints, WidgetCalls>;
export type AgentSocket = Socket<AgentHints, AgentCalls>;
type Options = Partial<ManagerOptions & SocketOptions> & {
  /** Which of several server processes' worth of server. */
  node?: number;
};

export interface ShopServer {
  /** Of the first node. */
  baseUrl: string;
  owner: pg.Client;
  shop: VipShop;
  otherShop: VipShop;
  /** A visitor's socket; rejects with what the server refused it with. */
  widget(auth?: Record<string, unknown>, options?: Options): Promise<WidgetSocket>;
  agent(token?: string, options?: Options): Promise<AgentSocket>;
  close(): Promise<void>;
}

/** The real server in this process, with two organizations in a database of its own. */
export async function startShopServer({
  nodes = 1,
  redisUrl,
}: { nodes?: number; redisUrl?: string } = {}): Promise<ShopServer> {
  const database = await createTestDatabase();
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const shop = await addVipShop(owner, "Shop");
  const otherShop = await addVipShop(owner, "Other");
  const dataDir = mkdtempSync(join(tmpdir(), "tagalong-sockets-"));
  const servers = await Promise.all(
    Array.from({ length: nodes }, async () => {
      const server = await createServer({
        config: { port: 0, dataDir, redisUrl },
        databaseUrl: database.appUrl,
        ownerUrl: database.ownerUrl,
      });
      const { port } = await server.listen(0);
      return { server, baseUrl: `http://localhost:${port}` };
    }),
  );
  const baseUrl = servers[0]?.baseUrl ?? "";
  const sockets = new Set<Socket>();
  const open = async <S extends Socket>(namespace: string, options: Options): Promise<S> => {
    const { node = 0, ...rest } = options;
    const socket = io(`${servers[node]?.baseUrl}${namespace}`, {
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ackTimeout: 20_000,
      ...rest,
    });
    sockets.add(socket);
    await connected(socket);
    return socket as unknown as S;
  };
  return {
    baseUrl,
    owner,
    shop,
    otherShop,
    widget: (auth = {}, options = {}) => {
      const whole = { key: shop.widgetKey, visitor: newVisitorToken(), ...auth };
      return open<WidgetSocket>("/widget", { auth: whole, query: { key: whole.key }, ...options });
    },
    agent: (token = shop.adminToken, options = {}) =>
      open<AgentSocket>("/agent", { auth: { token }, ...options }),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await Promise.all(servers.map(({ server }) => server.close()));
      await owner.end();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export const newVisitorToken = () => randomBytes(32).toString("hex");

/** What the server refuses a connection with, as the client learns it. */
export type ConnectionRefusal = Error & { data?: ErrorBody["error"] };

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error: ConnectionRefusal) => {
      socket.disconnect();
      reject(error);
    });
  });
}

/** The next hint of a name that fits. */
export function nextHint<T>(
  socket: WidgetSocket | AgentSocket,
  event: string,
  fits: (value: T) => boolean = () => true,
): Promise<T> {
  const untyped = socket as unknown as Socket;
  return new Promise((resolve) => {
    const listener = (value: T) => {
      if (!fits(value)) return;
      untyped.off(event, listener);
      resolve(value);
    };
    untyped.on(event, listener);
  });
}

/** Calls with anything at all, also what the types forbid. */
export function callAnything(
  socket: WidgetSocket | AgentSocket,
  event: string,
  ...parts: unknown[]
): Promise<unknown> {
  return (socket as unknown as Socket).emitWithAck(event, ...parts);
}
