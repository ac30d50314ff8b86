import { randomInt, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { reply } from "../conversations/reply.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { undoMerge } from "./undo-merge.ts";

let running: ConversationTest;

beforeAll(async () => {
  running = await startConversationTest();
});

afterAll(() => running.close());

interface Customer {
  browser: VisitorIdentity;
  externalId: string | null;
  contactId: number;
  conversationId: number;
}

/** Every other one is signed in. */
async function newCustomer(nth: number): Promise<Customer> {
  const externalId = nth % 2 === 0 ? `signed-${nth}` : null;
  const browser = newBrowser(running.shop, externalId);
  const claims = externalId === null ? null : { externalId };
  const { message } = await sendVisitorMessage(running.services, browser, claims, says("Hello"));
  const { conversationId } = message;
  const { contact } = await readConversation(running.services, running.shop.id, conversationId);
  return { browser, externalId, conversationId, contactId: contact.id };
}

const refusals = new Set(["contact_merged", "not_found", "invalid_value", "conflict"]);

/** A refusal in words is an answer; anything else is none. */
async function orRefusal<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProblemError && refusals.has(error.code)) return null;
    throw error;
  }
}

const deadlocks = async () => {
  await running.owner.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await running.owner.query<{ deadlocks: string }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  return Number(rows[0]?.deadlocks);
};

test("Merges of the same contacts in every direction end in one contact, without a deadlock", async () => {
  const { services, shop } = running;
  const customers = await Promise.all([1, 2, 3].map(newCustomer));
  const ids = customers.map(({ contactId }) => contactId);
  const pairs = ids.flatMap((keptId) =>
    ids.filter((id) => id !== keptId).map((absorbedId) => ({ keptId, absorbedId })),
  );
  const done = await Promise.all(
    pairs.map((pair) => orRefusal(mergeContacts(services, shop.admin, pair))),
  );
  expect(done.filter((one) => one !== null)).toHaveLength(2);
  const { rows } = await running.owner.query<{ id: string }>(
    "SELECT id FROM contacts WHERE id = ANY ($1)",
    [ids],
  );
  expect(rows).toHaveLength(1);
  expect(await deadlocks()).toBe(0);
});

test("Merges, undoings, messages, sign-ins and tags at once lose nothing and wait for nothing for ever", async () => {
  const { services, shop, owner } = running;
  const customers = await Promise.all(Array.from({ length: 10 }, (_, at) => newCustomer(at + 10)));
  const before = await deadlocks();
  const any = <T>(list: readonly T[]) => list[randomInt(list.length)] as T;
  const acknowledged: { clientId: string; conversationId: number }[] = [];
  const standing: { keptId: number; mergeId: number }[] = [];

  const merging = async () => {
    const [keptId, absorbedId] = [any(customers).contactId, any(customers).contactId];
    const merged = await orRefusal(mergeContacts(services, shop.admin, { keptId, absorbedId }));
    if (merged) standing.push({ keptId, mergeId: merged.mergeId });
  };
  const undoing = async () => {
    const merge = standing.pop();
    if (!merge) return;
    const undone = await orRefusal(undoMerge(services, shop.admin, merge.keptId, merge.mergeId));
    if (!undone) standing.unshift(merge);
  };
  const writing = async () => {
    const { browser, externalId } = any(customers);
    const claims = externalId === null ? null : { externalId, company: `Company ${randomInt(9)}` };
    const context = { name: `Name ${randomInt(9)}` };
    const sent = says(`Message ${randomUUID()}`, context);
    const { message } = await sendVisitorMessage(services, browser, claims, sent);
    acknowledged.push({ clientId: sent.clientId, conversationId: message.conversationId });
  };
  const answering = async () => {
    const { conversationId } = any(customers);
    const clientId = randomUUID();
    const agent = { organizationId: shop.id, id: shop.seniorAgent };
    await reply(services, agent, { conversationId, clientId, text: "Yes" });
    acknowledged.push({ clientId, conversationId });
  };
  const arriving = async () => {
    const { externalId } = any(customers.filter((one) => one.externalId !== null));
    const claims = { externalId: externalId ?? "" };
    const sent = says("From another browser");
    const browser = newBrowser(shop, externalId);
    const { message } = await sendVisitorMessage(services, browser, claims, sent);
    acknowledged.push({ clientId: sent.clientId, conversationId: message.conversationId });
  };
  const tagging = async () => {
    await orRefusal(
      attachTag(services, shop.admin, taggedContact, any(customers).contactId, any(tags)),
    );
  };
  const tags = [shop.tags.both, shop.tags.contact];

  for (let round = 0; round < 5; round++) {
    const acts = [
      ...Array.from({ length: 10 }, () => merging),
      ...Array.from({ length: 3 }, () => undoing),
      ...Array.from({ length: 12 }, () => writing),
      ...Array.from({ length: 6 }, () => answering),
      ...Array.from({ length: 4 }, () => arriving),
      ...Array.from({ length: 5 }, () => tagging),
    ];
    acts.sort(() => Math.random() - 0.5);
    await Promise.all(acts.map((act) => act()));
  }

  expect(await deadlocks(), "deadlocks").toBe(before);
  for (const { clientId, conversationId } of acknowledged) {
    const { rows } = await owner.query<{ conversation_id: string }>(
      "SELECT conversation_id FROM messages WHERE organization_id = $1 AND client_id = $2",
      [shop.id, clientId],
    );
    expect(rows.map((row) => Number(row.conversation_id))).toEqual([conversationId]);
  }
  // A contact's list of tags is what it is assigned.
  const { rows: listed } = await owner.query(
    `SELECT c.id FROM contacts c WHERE c.organization_id = $1
       AND (SELECT coalesce(array_agg(x ORDER BY x), '{}') FROM unnest(c.tag_ids) x) IS DISTINCT FROM
         (SELECT coalesce(array_agg(tag_id ORDER BY tag_id), '{}') FROM tag_assignments
          WHERE organization_id = $1 AND contact_id = c.id)`,
    [shop.id],
  );
  expect(listed).toEqual([]);
  // Whoever was writing goes on in the same conversation, signed in or not.
  for (const { browser, externalId, conversationId } of customers) {
    const claims = externalId === null ? null : { externalId };
    const { message } = await sendVisitorMessage(services, browser, claims, says("Still here"));
    expect(message.conversationId).toBe(conversationId);
  }
  // And everything comes apart again.
  for (let tries = 0; standing.length > 0 && tries < 200; tries++) await undoing();
  expect(standing).toEqual([]);
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM contacts WHERE organization_id = $1 AND id = ANY ($2)",
    [shop.id, customers.map(({ contactId }) => contactId)],
  );
  expect(rows).toHaveLength(customers.length);
});
