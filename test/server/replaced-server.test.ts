import { randomUUID } from "node:crypto";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import pg from "pg";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { newVisitorToken } from "../support/shop-server.ts";

let on: TestServer;
let owner: pg.Client;
const sockets: Socket[] = [];

beforeAll(async () => {
  on = await startTestServer();
  owner = new pg.Client(on.database.ownerUrl);
  await owner.connect();
});

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await owner.end();
  await on.stop();
});

async function connect(): Promise<Socket> {
  const socket = io(`${on.baseUrl}/widget`, {
    auth: { key: on.widgetKey, visitor: newVisitorToken() },
    query: { key: on.widgetKey },
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    ackTimeout: 20_000,
  });
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  return socket;
}

const says = (text: string, conversationId?: number) => ({
  clientId: randomUUID(),
  text,
  conversationId,
});

test("a server that is replaced finishes commits, refuses new work and lets its sockets go one by one (delivery 9)", async () => {
  const crowd = await Promise.all(Array.from({ length: 60 }, connect));
  const writer = await connect();
  const { message } = (await writer.emitWithAck("message:send", says("Hello"))) as {
    message: Message;
  };
  const { conversationId } = message;

  // A lock in the way keeps one message on its way while the server is told to end.
  await owner.query("BEGIN");
  await owner.query("SELECT FROM conversations WHERE id = $1 FOR UPDATE", [conversationId]);
  const underWay = writer.emitWithAck("message:send", says("On its way", conversationId));
  await vi.waitFor(async () => {
    const { rows } = await owner.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    expect(rows).toHaveLength(1);
  }, 10_000);
  const goneAt: number[] = [];
  const reasons = new Set<string>();
  for (const socket of crowd) {
    socket.once("disconnect", (reason) => {
      goneAt.push(performance.now());
      reasons.add(reason);
    });
  }
  const replaced = on.restart();
  await vi.waitFor(async () => {
    expect(await crowd[0]?.emitWithAck("message:send", says("Too late"))).toMatchObject({
      error: { code: "unavailable" },
    });
  }, 5_000);
  expect(goneAt).toEqual([]);
  await owner.query("COMMIT");
  expect(await underWay).toMatchObject({ message: { sequence: 2, text: "On its way" } });

  await vi.waitFor(() => expect(goneAt).toHaveLength(crowd.length), 10_000);
  // Five milliseconds each for a few, five seconds for a thousand.
  expect((goneAt.at(-1) ?? 0) - (goneAt[0] ?? 0)).toBeGreaterThan(150);
  // Not told to stay away: they come back by themselves.
  expect([...reasons]).toEqual(["transport close"]);
  await replaced;
  await vi.waitFor(() => expect(crowd.every(({ connected }) => connected)).toBe(true), 20_000);
  expect(await crowd[0]?.emitWithAck("message:send", says("Here I am again"))).toMatchObject({
    message: { text: "Here I am again" },
  });
});
