import { randomUUID } from "node:crypto";
import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import { createMessageCursor } from "@tagalong/shared/delivery/message-cursor.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hasRedis, startRedis, type TestRedis } from "../support/redis.ts";
import {
  callAnything,
  newVisitorToken,
  nextHint,
  startShopServer,
  type AgentSocket,
  type ShopServer,
  type WidgetSocket,
} from "../support/shop-server.ts";

const says = (text: string, more: object = {}) => ({ clientId: randomUUID(), text, ...more });

describe.runIf(hasRedis)("two servers joined by Redis", () => {
  let redis: TestRedis;
  let on: ShopServer;

  beforeAll(async () => {
    redis = await startRedis();
    on = await startShopServer({ nodes: 2, redisUrl: redis.url });
    await joined();
  });
  afterAll(async () => {
    await on.close();
    await redis.stop();
  });

  /** Until what is said on one server is heard on the other. */
  async function joined(): Promise<void> {
    const agent = await on.agent(undefined, { node: 1 });
    const heard = nextHint(agent, "conversation");
    const visitor = await on.widget();
    const { conversationId } = await send(visitor, "Can you hear me?");
    const again = setInterval(() => {
      void callAnything(visitor, "message:send", says("And now?", { conversationId }));
    }, 100);
    await heard;
    clearInterval(again);
    agent.disconnect();
    visitor.disconnect();
  }

  async function send(socket: WidgetSocket | AgentSocket, text: string, conversationId?: number) {
    const answer = await callAnything(socket, "message:send", says(text, { conversationId }));
    expect(answer).toHaveProperty("message");
    return (answer as { message: Message }).message;
  }

  test("a visitor of one and an agent of the other hear each other, once", async () => {
    const agent = await on.agent(undefined, { node: 1 });
    const arrived = nextHint<Conversation>(agent, "conversation");
    const visitor = await on.widget();
    const { conversationId } = await send(visitor, "Hello");
    expect(await arrived).toMatchObject({ id: conversationId, preview: "Hello" });
    await callAnything(agent, "conversation:watch", { conversationId, sequence: 0 });

    const [byVisitor, byAgent]: [number[], number[]] = [[], []];
    visitor.on("message", ({ sequence }) => byVisitor.push(sequence));
    agent.on("message", ({ sequence }) => byAgent.push(sequence));
    await send(agent, "Hi there", conversationId);
    await send(visitor, "How are you?", conversationId);
    await send(agent, "Fine", conversationId);
    await vi.waitFor(
      () =>
        expect([byVisitor, byAgent]).toEqual([
          [2, 3, 4],
          [2, 3, 4],
        ]),
      5_000,
    );
  });

  test("a tab on the other server follows the conversation that this one begins", async () => {
    const visitor = newVisitorToken();
    const tab = await on.widget({ visitor });
    const other = await on.widget({ visitor }, { node: 1 });
    const first = nextHint<Message>(other, "message");
    const { conversationId } = await send(tab, "From the first tab");
    expect(await first).toMatchObject({ sequence: 1 });
    const second = nextHint<Message>(other, "message");
    await send(tab, "And more", conversationId);
    expect(await second).toMatchObject({ sequence: 2 });
  });

  test("a sign-in that is revoked on one is cut on the other", async () => {
    const session = randomUUID().replaceAll("-", "");
    await on.owner.query(
      `INSERT INTO auth."session" (id, token, "userId", "expiresAt")
       SELECT $1, $1, "userId", now() + interval '1 day' FROM auth."session" WHERE token = $2`,
      [session, on.shop.adminToken],
    );
    const agent = await on.agent(session, { node: 1 });
    const cut = new Promise<string>((resolve) => agent.once("disconnect", resolve));
    await fetch(`${on.baseUrl}/api/sessions/${session}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${on.shop.adminToken}` },
    });
    expect(await cut).toBe("io server disconnect");
  });

  test("while Redis is away nobody misses a message, and one's own server is as quick as ever (F6)", async () => {
    const visitor = await on.widget();
    const { conversationId } = await send(visitor, "Hello");
    const near = await on.agent();
    const far = await on.agent(undefined, { node: 1 });
    const [nearSaw, farSaw] = [near, far].map((agent) => {
      const shown: number[] = [];
      const cursor = createMessageCursor({
        conversationId,
        apply: ({ sequence }) => shown.push(sequence),
        fetchAfter: (sequence) =>
          callAnything(agent, "conversation:watch", { conversationId, sequence }) as Promise<never>,
      });
      agent.on("message", (message) => cursor.hint(message));
      agent.on("heartbeat", (state) => cursor.heartbeat(state));
      cursor.reconnected();
      return shown;
    });
    await vi.waitFor(() => expect([nearSaw, farSaw]).toEqual([[1], [1]]), 5_000);

    redis.freeze();
    try {
      await send(visitor, "Is anybody there?", conversationId);
      await send(visitor, "Hello?", conversationId);
      await vi.waitFor(() => expect(nearSaw).toEqual([1, 2, 3]), 2_000);
      await vi.waitFor(() => expect(farSaw).toEqual([1, 2, 3]), 10_000);
    } finally {
      redis.thaw();
    }
    await send(visitor, "There you are", conversationId);
    await vi.waitFor(
      () =>
        expect([nearSaw, farSaw]).toEqual([
          [1, 2, 3, 4],
          [1, 2, 3, 4],
        ]),
      10_000,
    );
  }, 60_000);
});
