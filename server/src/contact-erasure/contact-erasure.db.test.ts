import { afterAll, beforeAll, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import { everythingStored } from "../../../test/support/sample-organization.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import { mergeContacts } from "../contact-merges/merge-contacts.ts";
import { undoMerge } from "../contact-merges/undo-merge.ts";
import { messagesAfter } from "../conversations/messages-after.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { reply } from "../conversations/reply.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { eraseContact } from "./erase-contact.ts";

let running: ConversationTest;

beforeAll(async () => {
  running = await startConversationTest();
  await running.owner.query(
    `UPDATE properties SET writers = '{agent,unsigned_context,signed_context}';
     UPDATE organizations SET rules_version = rules_version + 1;`,
  );
});

afterAll(() => running.close());

/** Stands in everything that is stored of the person, and in nothing else. */
const mark = "Xanadu";

async function contactOf(conversationId: number): Promise<number> {
  const { contact } = await readConversation(running.services, running.shop.id, conversationId);
  return contact.id;
}

/** A person known by two browsers, one of them signed, who has said much of themselves. */
async function newPerson(externalId: string) {
  const { services, shop, owner } = running;
  const context = {
    name: `${mark} Doe`,
    email: `${mark}@shop.example`,
    company: `${mark} Ltd`,
    phone: `+49 ${mark}`,
    topic: `Order of ${mark}`,
    pageUrl: `https://shop.example/?name=${mark}`,
    properties: { plan_tier: `${mark} plan` },
    groups: [`${mark} friends`],
  };
  const browser = newBrowser(shop);
  const first = await sendVisitorMessage(services, browser, null, says(`${mark}: hello`, context));
  const anonymous = await contactOf(first.message.conversationId);
  const signed = newBrowser(shop, externalId);
  const claims = { externalId, name: `${mark} signed` };
  const second = await sendVisitorMessage(
    services,
    signed,
    claims,
    says(`${mark}: again`, context),
  );
  const contactId = await contactOf(second.message.conversationId);
  const agent = { organizationId: shop.id, id: shop.seniorAgent };
  await reply(services, agent, {
    conversationId: second.message.conversationId,
    clientId: crypto.randomUUID(),
    text: `Hello ${mark}`,
  });
  await owner.query(
    `INSERT INTO leads (organization_id, contact_id, title, title_folded) VALUES ($1, $2, $3, $3)`,
    [shop.id, contactId, `Lead ${mark}`],
  );
  return { browser, signed, claims, anonymous, contactId, conversations: [first, second] };
}

const inEverything = async (text: string) =>
  (await everythingStored(running.owner))
    .split("\n")
    .filter((row) => row.toLowerCase().includes(text.toLowerCase()));

test("Nothing that an erased person said of themselves is anywhere (C6)", async () => {
  const { services, shop, owner } = running;
  const person = await newPerson(`${mark}-1`);
  // Merged with themselves from before, with a stranger and back again, and absorbed once more.
  await mergeContacts(services, shop.admin, {
    keptId: person.contactId,
    absorbedId: person.anonymous,
  });
  const stranger = shop.otherContact;
  const { mergeId } = await mergeContacts(services, shop.admin, {
    keptId: stranger,
    absorbedId: person.contactId,
  });
  await undoMerge(services, shop.admin, stranger, mergeId);
  expect((await inEverything(mark)).length).toBeGreaterThan(10);

  const answer = await eraseContact(services, shop.admin, person.contactId);
  expect(answer).toEqual({ id: person.contactId, conversations: 2, messages: 3 });
  expect(await inEverything(mark)).toEqual([]);
  const { rows } = await owner.query("SELECT id FROM contacts WHERE id = ANY ($1)", [
    [person.contactId, person.anonymous],
  ]);
  expect(rows).toEqual([]);
  const { rows: kept } = await owner.query("SELECT name FROM contacts WHERE id = $1", [stranger]);
  expect(kept).toEqual([{ name: "Shop other customer" }]);
});

test("What reports count stays: conversations with their times, messages, what was decided", async () => {
  const { services, shop, owner } = running;
  const person = await newPerson("counted");
  const ids = person.conversations.map(({ message }) => message.conversationId);
  const counted = async () => {
    const { rows } = await owner.query<{ counts: unknown }>(
      `SELECT jsonb_build_object(
         'conversations', (SELECT jsonb_agg(to_jsonb(c) - ARRAY['contact_id', 'visitor_id', 'topic',
           'topic_folded', 'page_url', 'page_url_folded', 'priority_reason', 'routing_reason',
           'last_message_preview', 'status', 'waiting_since', 'revision', 'erased_at'] ORDER BY id)
           FROM conversations c WHERE id = ANY ($1)),
         'messages', (SELECT jsonb_agg(jsonb_build_array(conversation_id, sequence, author_type, created_at)
           ORDER BY conversation_id, sequence) FROM messages WHERE conversation_id = ANY ($1)),
         'events', (SELECT jsonb_agg(jsonb_build_array(id, kind, created_at, conversation_id) ORDER BY id)
           FROM events WHERE conversation_id = ANY ($1))) AS counts`,
      [ids],
    );
    return rows[0]?.counts;
  };
  const before = await counted();
  await eraseContact(services, shop.admin, person.contactId);
  await eraseContact(services, shop.admin, person.anonymous);
  expect(await counted()).toEqual(before);
  const { rows } = await owner.query<{ data: unknown }>(
    "SELECT data FROM events WHERE conversation_id = $1 AND kind = 'conversation.routed'",
    [ids[0]],
  );
  expect(rows[0]?.data).toEqual({
    queueId: shop.queues.general,
    queue: "Shop support",
    teamId: null,
    team: null,
  });
});

test("An erased conversation is nobody's: it is not shown, answered or read", async () => {
  const { services, shop, hints } = running;
  const person = await newPerson("unseen");
  const [, { message }] = person.conversations as [
    unknown,
    { message: { conversationId: number } },
  ];
  const { conversationId } = message;
  await eraseContact(services, shop.admin, person.contactId);
  const gone = { code: "not_found" };
  await expect(readConversation(services, shop.id, conversationId)).rejects.toMatchObject(gone);
  await expect(
    messagesAfter(services, shop.id, { conversationId, sequence: 0 }),
  ).rejects.toMatchObject(gone);
  const clientId = crypto.randomUUID();
  const agent = { organizationId: shop.id, id: shop.seniorAgent };
  await expect(
    reply(services, agent, { conversationId, clientId, text: "Hello?" }),
  ).rejects.toMatchObject(gone);
  const ids = expect.arrayContaining([conversationId]) as number[];
  expect(hints.slice(-2)).toMatchObject([
    ["personErased", shop.id, { conversations: ids, externalIds: ["unseen"] }],
    ["contactChanged", shop.id, { id: person.contactId }],
  ]);
});

test("Their browser begins as a stranger, and a message on its way is not lost", async () => {
  const { services, shop } = running;
  const person = await newPerson("returning");
  const sending = Array.from({ length: 5 }, (_, at) =>
    sendVisitorMessage(services, person.signed, person.claims, says(`On its way ${at}`)),
  );
  await Promise.all([eraseContact(services, shop.admin, person.contactId), ...sending]);
  const sent = says("Who am I?");
  const { message } = await sendVisitorMessage(services, person.signed, person.claims, sent);
  const contactId = await contactOf(message.conversationId);
  expect(contactId).not.toBe(person.contactId);
  expect(message.author.name).toBe(`${mark} signed`);
});

test("Another organization's contact, or none, is not erased; nor is anything else", async () => {
  const { services, shop, otherShop, owner } = running;
  const before = await everythingStored(owner);
  for (const id of [otherShop.contact, 900_000_000_000_000]) {
    await expect(eraseContact(services, shop.admin, id)).rejects.toMatchObject({
      code: "not_found",
    });
  }
  expect(await everythingStored(owner)).toBe(before);
});
