import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import { everythingStored } from "../../../test/support/sample-organization.ts";
import { addVipShop, newBrowser, says, type VipShop } from "../../../test/support/vip-shop.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { readConversation } from "./read-conversation.ts";
import { sendVisitorMessage } from "./send-visitor-message.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let shop: VipShop;
let services: Services;
let hints: ReturnType<typeof recordHints>["hints"];

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  shop = await addVipShop(owner, "Shop");
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

beforeEach(() => {
  const recorded = recordHints();
  hints = recorded.hints;
  services = { database, rules: new RulesCache(), publisher: recorded.publisher };
});

const read = (id: number) => readConversation(services, shop.id, id);

async function eventKinds(conversationId: number): Promise<string[]> {
  const { rows } = await owner.query<{ kind: string }>(
    "SELECT kind FROM events WHERE organization_id = $1 AND conversation_id = $2 ORDER BY id",
    [shop.id, conversationId],
  );
  return rows.map(({ kind }) => kind);
}

describe("a first message (V1)", () => {
  test("of an enterprise customer enters segment Enterprise, gets high priority and reaches VIP Support", async () => {
    const context = { email: "ann@acme.example", properties: { plan_tier: "ENTERPRISE" } };
    const { message } = await sendVisitorMessage(
      services,
      newBrowser(shop),
      null,
      says("Hello", context),
    );
    expect(message).toMatchObject({
      sequence: 1,
      text: "Hello",
      author: { type: "visitor", name: "ann@acme.example" },
    });
    const conversation = await read(message.conversationId);
    expect(conversation).toMatchObject({
      status: "open",
      priority: "high",
      whyPriority: { rule: "Enterprise is high", why: ['Segments include "Enterprise"'] },
      queue: { id: shop.queues.vip, name: "VIP Support" },
      whyHere: { rule: "VIP Support" },
      assignee: null,
      head: 1,
      visitorReadSequence: 1,
      preview: "Hello",
    });
    expect(conversation.waitingSince).toBe(message.createdAt);
    const { rows } = await owner.query(
      "SELECT segment_id, state, by_hand FROM segment_memberships WHERE organization_id = $1 AND contact_id = $2",
      [shop.id, conversation.contact.id],
    );
    expect(rows).toEqual([
      { segment_id: shop.segments.enterprise, state: "member", by_hand: false },
    ]);
    expect(await eventKinds(message.conversationId)).toEqual([
      "conversation.created",
      "segment.entered",
      "conversation.prioritized",
      "conversation.routed",
      "message.created",
    ]);
  });

  test("of a contact tagged enterprise is assigned to the senior agent (R2)", async () => {
    const browser = newBrowser(shop);
    const { message: first } = await sendVisitorMessage(services, browser, null, says("Hello"));
    const { contact } = await read(first.conversationId);
    await attachTag(services, shop.admin, taggedContact, contact.id, shop.enterpriseTag);
    await owner.query("UPDATE conversations SET status = 'closed' WHERE id = $1", [
      first.conversationId,
    ]);
    const { message } = await sendVisitorMessage(services, browser, null, says("Again"));
    expect(message.conversationId).not.toBe(first.conversationId);
    expect(await read(message.conversationId)).toMatchObject({
      contact: { id: contact.id },
      assignee: { id: shop.seniorAgent },
      queue: null,
      whyHere: {
        rule: "Enterprise tag to the senior agent",
        why: ['Tags include "enterprise"'],
      },
    });
    expect(await eventKinds(message.conversationId)).toContain("conversation.assigned");
  });

  test("of anyone else goes to the general queue with normal priority", async () => {
    const { message } = await sendVisitorMessage(services, newBrowser(shop), null, says("Hi"));
    expect(await read(message.conversationId)).toMatchObject({
      contact: { displayName: expect.stringMatching(/^Visitor \d+$/) as string },
      priority: "normal",
      queue: { id: shop.queues.general },
      assignee: null,
    });
  });

  test("of which one part cannot be written is not stored in halves", async () => {
    const visitor = newBrowser(shop);
    await sendVisitorMessage(services, newBrowser(shop), null, says("Rules are read"));
    const names = services.rules.kept(shop.id)?.conversations.names?.queues;
    // No JSON has it: the events are the part that fails, before they are sent.
    (names as Map<number, unknown>).set(shop.queues.general, 7n);
    const before = await everythingStored(owner);
    await expect(sendVisitorMessage(services, visitor, null, says("Hello"))).rejects.toThrow(
      /BigInt/,
    );
    expect(await everythingStored(owner)).toBe(before);
  });

  test("is told to sockets only when it is committed", async () => {
    const browser = newBrowser(shop);
    const { message } = await sendVisitorMessage(services, browser, null, says("Hi"));
    expect(hints).toEqual([
      ["conversationStarted", shop.id, message, browser],
      ["contactChanged", shop.id, { id: expect.any(Number) as number, revision: 1 }],
    ]);
  });
});

describe("context groups (S7)", () => {
  const groups = async (conversationId: number) => {
    const { rows } = await owner.query<{ segment_id: number; trusted: boolean }>(
      "SELECT segment_id, trusted FROM conversation_groups WHERE organization_id = $1 AND conversation_id = $2",
      [shop.id, conversationId],
    );
    return rows;
  };

  test("apply to this conversation only, and route it", async () => {
    const browser = newBrowser(shop);
    const { message } = await sendVisitorMessage(
      services,
      browser,
      null,
      says("Hi", { groups: ["VIP"] }),
    );
    expect(await read(message.conversationId)).toMatchObject({ queue: { id: shop.queues.vip } });
    expect(await groups(message.conversationId)).toEqual([
      { segment_id: shop.segments.vip, trusted: false },
    ]);
    await owner.query("UPDATE conversations SET status = 'closed' WHERE id = $1", [
      message.conversationId,
    ]);
    const next = await sendVisitorMessage(services, browser, null, says("Hi again"));
    expect(await read(next.message.conversationId)).toMatchObject({
      queue: { id: shop.queues.general },
    });
  });

  test("with names that no segment carries are logged and create nothing", async () => {
    const context = { groups: ["Nobody knows this", "VIP", "Nobody knows this"] };
    for (let times = 0; times < 2; times++) {
      await sendVisitorMessage(services, newBrowser(shop), null, says("Hi", context));
    }
    const { rows } = await owner.query(
      "SELECT name, times FROM unknown_groups WHERE organization_id = $1",
      [shop.id],
    );
    expect(rows).toEqual([{ name: "Nobody knows this", times: 2 }]);
  });

  test("unsigned ones of a segment that accepts signed context only match no rule", async () => {
    await owner.query(`UPDATE queues SET criteria = $2 WHERE id = $1`, [
      shop.queues.vip,
      JSON.stringify({
        any: [shop.segments.vip, shop.segments.signedOnly, shop.segments.enterprise].map((id) => ({
          field: "contact.segments",
          operator: "hasAnyOf",
          value: [id],
        })),
      }),
    ]);
    await owner.query("UPDATE organizations SET rules_version = rules_version + 1");
    const unsigned = says("Hi", { groups: ["Partners"] });
    const { message } = await sendVisitorMessage(services, newBrowser(shop), null, unsigned);
    expect(await read(message.conversationId)).toMatchObject({
      queue: { id: shop.queues.general },
    });
    const signed = await sendVisitorMessage(
      services,
      newBrowser(shop, "customer-1"),
      { externalId: "customer-1", groups: ["Partners"] },
      says("Hi"),
    );
    expect(await read(signed.message.conversationId)).toMatchObject({
      queue: { id: shop.queues.vip },
    });
    expect(await groups(signed.message.conversationId)).toEqual([
      { segment_id: shop.segments.signedOnly, trusted: true },
    ]);
  });
});

describe("rules", () => {
  test("that changed on another server are in force at once", async () => {
    await sendVisitorMessage(services, newBrowser(shop), null, says("Fills the cache"));
    const { rows } = await owner.query<{ id: number }>(
      `INSERT INTO priority_rules (organization_id, name, position, criteria, priority)
       VALUES ($1, 'Topic outage', -1, $2, 'urgent') RETURNING id`,
      [
        shop.id,
        JSON.stringify({
          all: [{ field: "conversation.topic", operator: "equals", value: "Outage" }],
        }),
      ],
    );
    await owner.query("UPDATE organizations SET rules_version = rules_version + 1");
    const context = { topic: " OUTAGE " };
    const sent = says("Down!", context);
    const { message } = await sendVisitorMessage(services, newBrowser(shop), null, sent);
    expect(await read(message.conversationId)).toMatchObject({
      priority: "urgent",
      topic: " OUTAGE ",
      whyPriority: { rule: "Topic outage" },
    });
    await owner.query("DELETE FROM priority_rules WHERE id = $1", [rows[0]?.id]);
    await owner.query("UPDATE organizations SET rules_version = rules_version + 1");
  });

  test("whom a person took out of a segment stays out (S2)", async () => {
    const browser = newBrowser(shop);
    const context = { properties: { plan_tier: "Enterprise" } };
    const { message } = await sendVisitorMessage(services, browser, null, says("Hi", context));
    const { contact } = await read(message.conversationId);
    await owner.query(
      "UPDATE segment_memberships SET state = 'excluded', by_hand = true WHERE contact_id = $1",
      [contact.id],
    );
    await owner.query("UPDATE conversations SET status = 'closed' WHERE id = $1", [
      message.conversationId,
    ]);
    const next = await sendVisitorMessage(services, browser, null, says("Hi", context));
    expect(await read(next.message.conversationId)).toMatchObject({ priority: "normal" });
  });
});

describe("refused, with nothing stored", () => {
  test.each([
    ["an unknown property", { properties: { shoe_size: 45 } }, "context.properties.shoe_size"],
    [
      "a property of the wrong kind",
      { properties: { plan_tier: 7 } },
      "context.properties.plan_tier",
    ],
  ])("%s", async (_, context, path) => {
    const before = await everythingStored(owner);
    await expect(
      sendVisitorMessage(services, newBrowser(shop), null, says("Hi", context)),
    ).rejects.toMatchObject({ code: "invalid_context", path });
    expect(await everythingStored(owner)).toBe(before);
  });

  test("a conversation of somebody else, or of nobody", async () => {
    const { message } = await sendVisitorMessage(services, newBrowser(shop), null, says("Hi"));
    const before = await everythingStored(owner);
    for (const conversationId of [message.conversationId, 999_999_999]) {
      await expect(
        sendVisitorMessage(services, newBrowser(shop), null, { ...says("Hi"), conversationId }),
      ).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await everythingStored(owner)).toBe(before);
    expect(hints.map(([name]) => name)).toEqual(["conversationStarted", "contactChanged"]);
  });

  test("a visitor whose session was revoked", async () => {
    const browser = newBrowser(shop);
    await sendVisitorMessage(services, browser, null, says("Hi"));
    await owner.query("UPDATE visitors SET revoked_at = now() WHERE token_hash = $1", [
      browser.tokenHash,
    ]);
    const before = await everythingStored(owner);
    await expect(sendVisitorMessage(services, browser, null, says("Hi"))).rejects.toMatchObject({
      code: "session_revoked",
    });
    expect(await everythingStored(owner)).toBe(before);
  });
});
