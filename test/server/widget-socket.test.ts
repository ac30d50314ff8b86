import { randomUUID } from "node:crypto";
import { maxGroups } from "@tagalong/shared/contracts/context.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import { maxMessageLength } from "@tagalong/shared/contracts/text.ts";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everythingStored } from "../support/sample-organization.ts";
import {
  callAnything,
  newVisitorToken,
  nextHint,
  startShopServer,
  type ShopServer,
  type WidgetSocket,
} from "../support/shop-server.ts";
import { secondsFromNow, signContext } from "../support/sign-context.ts";

let on: ShopServer;

beforeAll(async () => {
  on = await startShopServer();
});
afterAll(() => on.close());

const says = (text: string, more: object = {}) => ({ clientId: randomUUID(), text, ...more });

const send = (socket: WidgetSocket, message: unknown, event = "message:send") =>
  callAnything(socket, event, message);
const emit = (socket: WidgetSocket, event: string, ...parts: unknown[]) =>
  void (socket as unknown as Socket).emit(event, ...parts);

function sign(
  claims: Record<string, unknown>,
  { secret = on.shop.widgetSecret, aud = on.shop.widgetKey, expiresIn = 300 } = {},
): string {
  return signContext(secret, { aud, exp: secondsFromNow(expiresIn), ...claims });
}

describe("a connection is refused clearly", () => {
  test.each([
    ["an unknown key", () => ({ key: "wk_1_nobodyhasthis" }), "unknown_widget_key"],
    ["a key that is none", () => ({ key: "'; DROP TABLE--" }), "unknown_widget_key"],
    [
      "another organization's number",
      () => ({ key: on.shop.widgetKey.replace(/^wk_\d+/, `wk_${on.otherShop.id}`) }),
      "unknown_widget_key",
    ],
    ["no visitor token", () => ({ visitor: undefined }), "invalid_request"],
    ["a visitor token of the wrong form", () => ({ visitor: "x".repeat(64) }), "invalid_request"],
    [
      "an expired token",
      () => ({ token: sign({ sub: "1" }, { expiresIn: -60 }) }),
      "token_expired",
    ],
    [
      "a token signed by somebody else",
      () => ({ token: sign({ sub: "1" }, { secret: "x".repeat(32) }) }),
      "token_invalid",
    ],
    [
      "a token for another widget",
      () => ({ token: sign({ sub: "1" }, { aud: on.otherShop.widgetKey }) }),
      "token_invalid",
    ],
    ["a token that is none", () => ({ token: "not.a.token" }), "token_invalid"],
    [
      "a token with a property that it may not write",
      () => ({ token: sign({ sub: "1", groups: "VIP" }) }),
      "invalid_context",
    ],
  ])("with %s", async (_, auth, code) => {
    const before = await everythingStored(on.owner);
    await expect(on.widget(auth())).rejects.toMatchObject({ data: { code } });
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("from a site that the organization does not list", async () => {
    const listed = "https://shop.example";
    await on.owner.query(
      "UPDATE organizations SET allowed_origins = $2 WHERE organization_id = $1",
      [on.otherShop.id, [listed]],
    );
    const from = (origin: string | undefined, transports = ["websocket"]) =>
      on.widget(
        { key: on.otherShop.widgetKey },
        { transports, ...(origin && { extraHeaders: { origin } }) },
      );
    for (const origin of [
      "https://evil.example",
      "https://shop.example.evil.example",
      "null",
      undefined,
    ]) {
      await expect(from(origin)).rejects.toThrow(/websocket error/);
      await expect(from(origin, ["polling"])).rejects.toMatchObject({ description: 403 });
    }
    (await from(listed)).disconnect();
    (await from(listed, ["polling"])).disconnect();
  });

  test("when the key in the address, which the Origin check goes by, is another", async () => {
    for (const query of [{}, { key: on.shop.widgetKey }]) {
      await expect(on.widget({ key: on.otherShop.widgetKey }, { query })).rejects.toMatchObject({
        data: { code: "origin_not_allowed" },
      });
    }
  });
});

describe("a message is refused clearly, and nothing is stored", () => {
  let socket: WidgetSocket;
  beforeAll(async () => {
    socket = await on.widget();
  });

  const context = (value: unknown) => ({ context: value });
  const proto = (json: string) => JSON.parse(json) as unknown;
  test.each<[string, unknown, string, string | undefined]>([
    ["8,001 characters", says("x".repeat(maxMessageLength + 1)), "invalid_message", "text"],
    ["no text", says(""), "invalid_message", "text"],
    ["blanks only", says(" \n\t\u00a0"), "invalid_message", "text"],
    ["what nobody sees", says(" \n\u200b \u2060\u2800"), "invalid_message", "text"],
    ["a NUL", says("a\u0000b"), "invalid_message", "text"],
    ["no client id", { text: "Hi" }, "invalid_message", "clientId"],
    ["a client id that is none", { clientId: "1", text: "Hi" }, "invalid_message", "clientId"],
    ["an unknown key", says("Hi", { admin: true }), "invalid_message", "admin"],
    ["no object", "Hi", "invalid_message", undefined],
    ["nothing", undefined, "invalid_message", undefined],
    [
      "a conversation id that is none",
      says("Hi", { conversationId: -1 }),
      "invalid_message",
      "conversationId",
    ],
    ["a conversation of nobody", says("Hi", { conversationId: 2 ** 40 }), "not_found", undefined],
    [
      "groups that are not a list",
      says("Hi", context({ groups: "VIP" })),
      "invalid_context",
      "context.groups",
    ],
    [
      "groups that are not strings",
      says("Hi", context({ groups: ["VIP", 7] })),
      "invalid_context",
      "context.groups.1",
    ],
    [
      "51 groups",
      says("Hi", context({ groups: Array.from({ length: maxGroups + 1 }, (_, at) => `g${at}`) })),
      "invalid_context",
      "context.groups",
    ],
    ...(["language", "pageUrl"] as const).map((key): [string, unknown, string, string] => [
      `a NUL in ${key}`,
      says("Hi", context({ [key]: "a\u0000b" })),
      "invalid_context",
      `context.${key}`,
    ]),
    [
      "101 properties",
      says(
        "Hi",
        context({
          properties: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, 1])),
        }),
      ),
      "invalid_context",
      "context.properties",
    ],
    [
      "an unknown property",
      says("Hi", context({ properties: { shoe_size: 45 } })),
      "invalid_context",
      "context.properties.shoe_size",
    ],
    [
      "a property of the wrong kind",
      says("Hi", context({ properties: { plan_tier: true } })),
      "invalid_context",
      "context.properties.plan_tier",
    ],
    [
      "a property that unsigned context may not write",
      says("Hi", context({ properties: { signed_only: "x" } })),
      "invalid_context",
      "context.properties.signed_only",
    ],
    [
      "an unknown context key",
      says("Hi", context({ role: "admin" })),
      "invalid_context",
      "context.role",
    ],
    [
      "__proto__ in the message",
      proto(`{"clientId":"${randomUUID()}","text":"Hi","__proto__":{"admin":true}}`),
      "invalid_request",
      undefined,
    ],
    [
      "__proto__ among the properties",
      says("Hi", context({ properties: proto('{"__proto__":{"plan_tier":"x"}}') })),
      "invalid_request",
      undefined,
    ],
  ])("%s", async (_, message, code, path) => {
    await on.owner.query(
      `INSERT INTO properties (organization_id, key, label, kind, writers)
       VALUES ($1, 'signed_only', 'Signed only', 'text', '{signed_context}') ON CONFLICT DO NOTHING`,
      [on.shop.id],
    );
    const before = await everythingStored(on.owner);
    const answer = await send(socket, message);
    expect(answer).toEqual({
      error: { code, message: expect.any(String) as string, ...(path && { path }) },
    });
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("a context that is not allowed, in an open conversation too", async () => {
    const other = await on.widget();
    await send(other, says("Hello"));
    const before = await everythingStored(on.owner);
    for (const [key, value] of [
      ["shoe_size", 45],
      ["plan_tier", true],
      ["signed_only", "x"],
    ] as const) {
      const refused = await send(other, says("Hi", context({ properties: { [key]: value } })));
      expect(refused).toMatchObject({
        error: { code: "invalid_context", path: `context.properties.${key}` },
      });
    }
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("a client id that came before with another text", async () => {
    const sent = says("As I said");
    await send(socket, sent);
    expect(await send(socket, { ...sent, text: "As I did not say" })).toMatchObject({
      error: { code: "client_id_reused", path: "clientId" },
    });
  });

  test("another visitor's conversation cannot be read, marked or written", async () => {
    const other = await on.widget();
    const { message } = (await send(other, says("Mine"))) as { message: Message };
    const { conversationId } = message;
    const before = await everythingStored(on.owner);
    for (const [event, about] of [
      ["message:send", says("Hi", { conversationId })],
      ["messages:after", { conversationId, sequence: 0 }],
      ["message:read", { conversationId, sequence: 1 }],
      ["message:read", { conversationId: 2 ** 40, sequence: 1 }],
    ] as const) {
      expect(await send(socket, about, event)).toMatchObject({ error: { code: "not_found" } });
    }
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("8,000 characters are taken, whatever script they are of", async () => {
    for (const text of ["x".repeat(maxMessageLength), "语".repeat(maxMessageLength)]) {
      expect(await send(socket, says(text))).toMatchObject({ message: { text } });
    }
  });
});

describe("a frame that is no call of ours leaves the server alive (B3)", () => {
  test.each<[string, (socket: WidgetSocket) => void]>([
    ["an unknown event", (socket) => emit(socket, "nonsense", {})],
    ["a call without an acknowledgement", (socket) => emit(socket, "message:send", { text: 1 })],
    [
      "deep nesting",
      (socket) => {
        const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
        rawSend(socket, `42/widget,7["message:send",${deep}]`);
      },
    ],
    ["what is not a packet", (socket) => rawSend(socket, "4{not json")],
    ["a packet of an unknown type", (socket) => rawSend(socket, "49/widget,[]")],
    [
      "a forged count of binary attachments",
      (socket) =>
        rawSend(socket, '459999-/widget,["message:send",{"_placeholder":true,"num":9998}]'),
    ],
    ["binary without a call", (socket) => rawSend(socket, Buffer.alloc(1000))],
    [
      "a frame over 64 KiB",
      (socket) => rawSend(socket, `42/widget,["message:send",{"text":"${"x".repeat(70_000)}"}]`),
    ],
    ["a frame of 1 MiB", (socket) => rawSend(socket, "4".repeat(1024 * 1024))],
  ])("%s", async (_, attack) => {
    const before = await everythingStored(on.owner);
    const attacker = await on.widget();
    attack(attacker);
    const bystander = await on.widget();
    expect(await bystander.emitWithAck("welcome")).toMatchObject({ organization: "Shop" });
    expect(await everythingStored(on.owner)).toBe(before);
    attacker.disconnect();
    bystander.disconnect();
  });

  test("a frame over 64 KiB ends its connection", async () => {
    const attacker = await on.widget({}, { reconnection: false });
    const ended = new Promise<string>((resolve) => attacker.once("disconnect", resolve));
    rawSend(attacker, `42/widget,["message:send",{"text":"${"x".repeat(65_536)}"}]`);
    expect(await ended).toMatch(/transport close|transport error/);
  });
});

/** Past the client's own encoder, straight to the wire. */
function rawSend(socket: WidgetSocket, data: string | Buffer): void {
  const { transport } = socket.io.engine as unknown as {
    transport: { ws: { send(data: unknown): void } };
  };
  transport.ws.send(data);
}

const allowProperty = (key: string, writer: string) =>
  on.owner.query(
    `WITH added AS (
       INSERT INTO properties (organization_id, key, label, kind, writers)
       VALUES ($1, $2, $2, 'text', ARRAY[$3]) ON CONFLICT DO NOTHING)
     UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1`,
    [on.shop.id, key, writer],
  );

async function conversationRow(id: number) {
  const { rows } = await on.owner.query<{ contact_id: number } & Record<string, unknown>>(
    `SELECT c.contact_id::int, c.queue_id, c.priority, k.name, k.company, k.verified, k.properties,
       (SELECT count(*)::int FROM conversation_groups g WHERE g.conversation_id = c.id) AS groups
     FROM conversations c JOIN contacts k ON k.id = c.contact_id WHERE c.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error("There is no such conversation.");
  return row;
}

describe("a visitor", () => {
  test("is known again by the token, in every tab at once", async () => {
    const visitor = newVisitorToken();
    const tab = await on.widget({ visitor });
    const other = await on.widget({ visitor });
    const heard = nextHint<Message>(other, "message");
    const { message } = (await send(tab, says("Hello"))) as { message: Message };
    expect(await heard).toEqual(message);
    const next = nextHint<Message>(other, "message");
    await send(tab, says("Second", { conversationId: message.conversationId }));
    expect(await next).toMatchObject({ sequence: 2, text: "Second" });
    expect(await other.emitWithAck("welcome")).toMatchObject({
      conversation: { id: message.conversationId, head: 2, status: "open" },
    });
  });

  test("hears the agent's answer, the state and nothing else", async () => {
    const socket = await on.widget();
    const heard: string[] = [];
    socket.onAny((event: string) => heard.push(event));
    const { message } = (await send(socket, says("Hello"))) as { message: Message };
    const { conversationId } = message;
    const agent = await on.agent();
    const answer = nextHint<Message>(socket, "message", ({ sequence }) => sequence === 2);
    await agent.emitWithAck("message:send", {
      clientId: randomUUID(),
      conversationId,
      text: "Hi there",
    });
    expect(await answer).toMatchObject({
      text: "Hi there",
      author: { type: "agent", name: "Shop admin" },
    });
    const closed = nextHint<{ status: string }>(
      socket,
      "conversation",
      ({ status }) => status === "closed",
    );
    await fetch(`${on.baseUrl}/api/conversations/${conversationId}`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${on.shop.adminToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ status: "closed", priority: "urgent" }),
    });
    expect(Object.keys(await closed).sort()).toEqual(["agentReadSequence", "id", "status"]);
    expect(new Set(heard)).toEqual(new Set(["message", "conversation"]));
  });

  test("with signed context is a verified contact with trusted groups", async () => {
    const token = sign({ sub: "customer-1", name: "Ann", groups: ["VIP"] });
    const socket = await on.widget({ token });
    const { message } = (await send(socket, says("Hello"))) as { message: Message };
    expect(message.author.name).toBe("Ann");
    const { rows } = await on.owner.query(
      `SELECT k.verified, k.external_id, c.queue_id, g.trusted FROM conversations c
       JOIN contacts k ON k.id = c.contact_id
       JOIN conversation_groups g ON g.conversation_id = c.id WHERE c.id = $1`,
      [message.conversationId],
    );
    expect(rows).toEqual([
      { verified: true, external_id: "customer-1", queue_id: on.shop.queues.vip, trusted: true },
    ]);
  });

  test("who signs in during a conversation is known by it at once", async () => {
    const visitor = newVisitorToken();
    const guest = await on.widget({ visitor });
    const { message } = (await send(guest, says("Hello"))) as { message: Message };
    const { conversationId } = message;
    guest.disconnect();
    const before = await conversationRow(conversationId);
    expect(before).toMatchObject({ name: null, verified: false });
    const agent = await on.agent();
    const contactChanged = nextHint<{ id: number }>(agent, "contact");
    const claims = { sub: "customer-7", name: "Ann", properties: { signed_plan: "gold" } };
    await allowProperty("signed_plan", "signed_context");
    const customer = await on.widget({ visitor, token: sign({ ...claims, groups: ["VIP"] }) });
    const answer = (await send(customer, says("It is me"))) as { message: Message };
    expect(answer.message).toMatchObject({ conversationId, sequence: 2, author: { name: "Ann" } });
    expect(await contactChanged).toMatchObject({ id: before.contact_id });
    const { groups, queue_id, priority } = before;
    const known = await conversationRow(conversationId);
    expect(known).toMatchObject({
      name: "Ann",
      verified: true,
      properties: { signed_plan: "gold" },
      // Decided at the start.
      groups,
      queue_id,
      priority,
    });
    const told = async () => {
      const { rows } = await on.owner.query<{ kind: string }>(
        "SELECT kind FROM events WHERE contact_id = $1 AND kind LIKE 'contact.%' ORDER BY id",
        [before.contact_id],
      );
      return rows.map(({ kind }) => kind);
    };
    expect(await told()).toEqual(["contact.created", "contact.updated"]);
    await send(customer, says("Still me", { context: { company: "Acme" } }));
    expect(await conversationRow(conversationId)).toMatchObject({ company: "Acme" });
    await send(customer, says("And again", { context: { company: "Acme" } }));
    expect(await told()).toEqual(["contact.created", "contact.updated", "contact.updated"]);
  });

  test("whose new conversation tells more of them is read anew by agents", async () => {
    const socket = await on.widget();
    const agent = await on.agent();
    const started = nextHint<{ id: number; revision: number }>(agent, "contact");
    const context = { properties: { plan_tier: "enterprise" } };
    const { message } = (await send(socket, says("Hello", { context }))) as { message: Message };
    const { contact_id } = await conversationRow(message.conversationId);
    expect(await started).toMatchObject({ id: contact_id });
  });

  test("is told the head of the conversation within ten seconds (delivery 5)", async () => {
    const socket = await on.widget();
    const { message } = (await send(socket, says("Hello"))) as { message: Message };
    const { conversationId } = message;
    const beat = await nextHint<{ conversationId: number; head: number; epoch: string }>(
      socket,
      "heartbeat",
    );
    expect(beat).toEqual({
      conversationId,
      head: 1,
      epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  }, 12_000);
});
