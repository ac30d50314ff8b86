import { randomUUID } from "node:crypto";
import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Message, MessageRange } from "@tagalong/shared/contracts/message.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everythingStored } from "../support/sample-organization.ts";
import {
  callAnything,
  nextHint,
  startShopServer,
  type ShopServer,
} from "../support/shop-server.ts";

let on: ShopServer;

beforeAll(async () => {
  on = await startShopServer();
});
afterAll(() => on.close());

const says = (text: string, more: object = {}) => ({ clientId: randomUUID(), text, ...more });

async function begin(text = "Hello") {
  const visitor = await on.widget();
  const { message } = (await callAnything(visitor, "message:send", says(text))) as {
    message: Message;
  };
  return { visitor, message, conversationId: message.conversationId };
}

describe("a connection is refused clearly", () => {
  test.each([
    ["a token that nobody has", () => "x".repeat(40), "unauthenticated"],
    ["no token", () => "", "unauthenticated"],
    ["an API token", () => on.shop.apiToken, "forbidden"],
  ])("with %s", async (_, token, code) => {
    await expect(on.agent(token())).rejects.toMatchObject({ data: { code } });
  });

  test("from a foreign site, also behind a widget key; not from an extension or our own page", async () => {
    const from = (origin: string, query = {}) =>
      on.agent(undefined, { extraHeaders: { origin }, query });
    await expect(from("https://evil.example")).rejects.toThrow(/websocket error/);
    await expect(from("null")).rejects.toThrow(/websocket error/);
    await expect(from("https://evil.example", { key: on.shop.widgetKey })).rejects.toMatchObject({
      data: { code: "origin_not_allowed" },
    });
    for (const origin of [
      on.baseUrl,
      "chrome-extension://abcdefghijklmnop",
      "moz-extension://a-b",
    ]) {
      (await from(origin)).disconnect();
    }
  });
});

describe("an agent", () => {
  test("sees a new conversation at once, as it is after everything was decided", async () => {
    const agent = await on.agent();
    const arrived = nextHint<Conversation>(agent, "conversation");
    const visitor = await on.widget();
    const context = { properties: { plan_tier: "Enterprise" } };
    await callAnything(visitor, "message:send", says("Help!", { context }));
    expect(await arrived).toMatchObject({
      priority: "high",
      queue: { name: "VIP Support" },
      preview: "Help!",
      head: 1,
    });
  });

  test("who watches a conversation hears its messages, a colleague's too; others do not", async () => {
    const { visitor, conversationId } = await begin();
    const [watcher, colleague, other] = [await on.agent(), await on.agent(), await on.agent()];
    const heardByOther: unknown[] = [];
    other.on("message", (message) => heardByOther.push(message));
    const range = (await callAnything(watcher, "conversation:watch", {
      conversationId,
      sequence: 0,
    })) as MessageRange;
    expect(range).toMatchObject({ head: 1, messages: [{ sequence: 1, text: "Hello" }] });

    const second = nextHint<Message>(watcher, "message");
    await callAnything(visitor, "message:send", says("Anyone?", { conversationId }));
    expect(await second).toMatchObject({ sequence: 2, text: "Anyone?" });
    const third = nextHint<Message>(watcher, "message");
    await callAnything(colleague, "message:send", says("Yes", { conversationId }));
    expect(await third).toMatchObject({ sequence: 3, author: { type: "agent" } });

    watcher.emit("conversation:unwatch", { conversationId });
    const heardAfter: unknown[] = [];
    watcher.on("message", (message) => heardAfter.push(message));
    const told = nextHint<Conversation>(watcher, "conversation", ({ head }) => head === 4);
    await callAnything(visitor, "message:send", says("Thanks", { conversationId }));
    await told;
    expect([heardAfter, heardByOther]).toEqual([[], []]);
  });

  test("and visitor see each other typing, while they have the conversation open", async () => {
    const { visitor, conversationId } = await begin();
    const agent = await on.agent();
    await callAnything(agent, "conversation:watch", { conversationId, sequence: 0 });
    const seenByVisitor = nextHint(visitor, "typing");
    agent.emit("typing", { conversationId });
    expect(await seenByVisitor).toEqual({ conversationId, name: "Shop admin" });
    const seenByAgent = nextHint(agent, "typing");
    visitor.emit("typing", { conversationId });
    expect(await seenByAgent).toMatchObject({ conversationId, visitor: true });
  });

  test("whose sign-in is revoked is cut within a second", async () => {
    const session = randomUUID().replaceAll("-", "");
    await on.owner.query(
      `INSERT INTO auth."session" (id, token, "userId", "expiresAt")
       SELECT $1, $2, "userId", now() + interval '1 day' FROM auth."session" WHERE token = $3`,
      [session, "revocable-token-of-this-test", on.shop.adminToken],
    );
    const agent = await on.agent("revocable-token-of-this-test");
    const signedOut = nextHint(agent, "signedOut");
    const cut = new Promise<string>((resolve) => agent.once("disconnect", resolve));
    const began = Date.now();
    const answer = await fetch(`${on.baseUrl}/api/sessions/${session}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${on.shop.adminToken}` },
    });
    expect(answer.ok).toBe(true);
    await signedOut;
    expect(await cut).toBe("io server disconnect");
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});

describe("refused, with nothing stored", () => {
  test.each<[string, string, (ids: { own: number; foreign: number }) => unknown, string]>([
    [
      "reading another organization's conversation",
      "messages:after",
      ({ foreign }) => ({ conversationId: foreign, sequence: 0 }),
      "not_found",
    ],
    [
      "watching another organization's conversation",
      "conversation:watch",
      ({ foreign }) => ({ conversationId: foreign, sequence: 0 }),
      "not_found",
    ],
    [
      "answering in another organization's conversation",
      "message:send",
      ({ foreign }) => says("Hi", { conversationId: foreign }),
      "not_found",
    ],
    [
      "answering nothing",
      "message:send",
      ({ own }) => says(" ", { conversationId: own }),
      "invalid_message",
    ],
    ["answering nowhere", "message:send", () => says("Hi"), "invalid_message"],
    [
      "a sequence below zero",
      "messages:after",
      ({ own }) => ({ conversationId: own, sequence: -1 }),
      "invalid_request",
    ],
    [
      "a number beyond all ids",
      "messages:after",
      () => ({ conversationId: 2 ** 53 + 2, sequence: 0 }),
      "invalid_request",
    ],
  ])("%s", async (_, event, about, code) => {
    const { conversationId } = await begin();
    const agent = await on.agent();
    const before = await everythingStored(on.owner);
    const answer = await callAnything(
      agent,
      event,
      about({ own: conversationId, foreign: on.otherShop.conversation }),
    );
    expect(answer).toMatchObject({ error: { code } });
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("a refused watch hears nothing", async () => {
    const agent = await on.agent();
    const conversationId = on.otherShop.conversation;
    await callAnything(agent, "conversation:watch", { conversationId, sequence: 0 });
    const heard: unknown[] = [];
    agent.on("message", (message) => heard.push(message));
    const stranger = await on.agent(on.otherShop.adminToken);
    await callAnything(stranger, "conversation:watch", { conversationId, sequence: 0 });
    const told = nextHint(stranger, "message");
    await callAnything(stranger, "message:send", says("Between us", { conversationId }));
    await told;
    await callAnything(agent, "messages:after", { conversationId, sequence: 0 });
    expect(heard).toEqual([]);
  });
});
