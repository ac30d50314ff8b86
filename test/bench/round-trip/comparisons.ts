import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { io, type Socket } from "socket.io-client";
import { newWidgetKey } from "../../../server/src/auth/tokens.ts";
import { defaultConnections } from "../../../server/src/database/database.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { inLanes, type Bench, type Comparison, type Side } from "../compare.ts";
import { addBenchShop } from "../creation/bench-shop.ts";
import { startChild } from "./child.ts";

const lanes = 16;

/**
 * A visitor's message to a conversation that is under way, from the call to the acknowledgement after
 * the commit: the real server against bare Socket.IO servers, each in a process of its own.
 */
export async function roundTripBench(database: BenchDatabase): Promise<Bench> {
  const { owner, ownerUrl, appUrl } = database;
  const { id: organizationId } = await addBenchShop(owner, "Talks", { segments: 100, matching: 5 });
  const widgetKey = newWidgetKey(organizationId);
  await owner.query("UPDATE organizations SET widget_key = $2 WHERE organization_id = $1", [
    organizationId,
    widgetKey,
  ]);
  const dataDir = mkdtempSync(join(tmpdir(), "tagalong-bench-"));
  const product = await startChild("serve-product.ts", {
    DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    OWNER_URL: ownerUrl,
  });
  const echo = await startChild("serve-echo.ts", {
    DATABASE_URL: ownerUrl,
    CONNECTIONS: String(defaultConnections),
  });

  const visitors = await connectAll(`${product.baseUrl}/widget?key=${widgetKey}`, () => ({
    key: widgetKey,
    visitor: randomBytes(32).toString("hex"),
  }));
  const conversations = await addConversations(owner, organizationId);
  const echoing = await connectAll(echo.baseUrl, (lane) => ({
    organizationId,
    conversationId: conversations[lane],
  }));
  // Each visitor's conversation is under way before anything is measured.
  for (const visitor of visitors) await say(visitor, "message:send", { context });

  const calling = (sockets: Socket[], event: string, atOnce: number, more = {}): Side =>
    inLanes(atOnce, (lane) => say(sockets[lane], event, more));
  const comparisons = [1, lanes].flatMap((atOnce) => {
    const name = `A message's round trip, ${atOnce === 1 ? "one" : atOnce} at once`;
    const ours = calling(visitors, "message:send", atOnce, { context });
    const bare = calling(echoing, "echo", atOnce);
    const insert = calling(echoing, "insert", atOnce);
    const by = (reference: Side, what: string) =>
      (["p50", "p99"] as const).map((figure): Comparison => ({
        name: `${name}, by ${what}, ${figure}`,
        ours,
        reference,
        figure,
      }));
    return [...by(insert, "an echo with an insert"), ...by(bare, "a bare echo")];
  });
  return {
    comparisons,
    async close() {
      for (const socket of [...visitors, ...echoing]) socket.disconnect();
      await Promise.all([product.stop(), echo.stop()]);
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** What the widget sends along with every message, as the page told it. */
const context = {
  name: "Ann Example",
  properties: { seats: 40 },
  pageUrl: "https://shop.example/",
};

async function say(socket: Socket | undefined, event: string, more: object): Promise<void> {
  const sent = {
    clientId: randomUUID(),
    text: "Where is my parcel? It was to come today.",
    ...more,
  };
  const answer: { message?: unknown; error?: unknown } = await socket?.emitWithAck(event, sent);
  if (!answer.message) throw new Error(`A message was refused: ${JSON.stringify(answer)}`);
}

function connectAll(url: string, auth: (lane: number) => object): Promise<Socket[]> {
  const connect = (lane: number) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = io(url, { auth: auth(lane), transports: ["websocket"], forceNew: true });
      socket.once("connect", () => resolve(socket));
      socket.once("connect_error", reject);
    });
  return Promise.all(Array.from({ length: lanes }, (_, lane) => connect(lane)));
}

/** Conversations without messages, for the echo to insert into. */
async function addConversations(owner: pg.Client, organizationId: number): Promise<number[]> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO conversations (organization_id, contact_id)
     SELECT $1, id FROM contacts CROSS JOIN generate_series(1, $2)
     WHERE organization_id = $1 LIMIT $2 RETURNING id`,
    [organizationId, lanes],
  );
  return rows.map(({ id }) => Number(id));
}
