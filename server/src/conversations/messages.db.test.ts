import { randomUUID } from "node:crypto";
import { messageRangeLimit } from "@tagalong/shared/contracts/message.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import { everythingStored } from "../../../test/support/sample-organization.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { markReadByAgent, markReadByVisitor } from "./mark-read.ts";
import { messagesAfter, messagesAfterForVisitor } from "./messages-after.ts";
import { readConversation } from "./read-conversation.ts";
import { reply } from "./reply.ts";
import { sendVisitorMessage } from "./send-visitor-message.ts";
import { welcomeVisitor } from "./welcome-visitor.ts";

let on: ConversationTest;
let agent: { organizationId: number; id: number };

beforeAll(async () => {
  on = await startConversationTest();
  agent = { organizationId: on.shop.id, id: on.shop.seniorAgent };
});
afterAll(() => on.close());

async function begin(browser = newBrowser(on.shop)) {
  const { message } = await sendVisitorMessage(on.services, browser, null, says("Hello"));
  return { browser, conversationId: message.conversationId };
}

const all = (conversationId: number) =>
  messagesAfter(on.services, on.shop.id, { conversationId, sequence: 0 });
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe("the same client id again (delivery 2)", () => {
  test("gives the stored message, for a first message too, and tells nobody again", async () => {
    const browser = newBrowser(on.shop);
    const sent = says("Hello");
    const first = await sendVisitorMessage(on.services, browser, null, sent);
    const before = await everythingStored(on.owner);
    const told = on.hints.length;
    expect(await sendVisitorMessage(on.services, browser, null, sent)).toEqual(first);
    expect(await everythingStored(on.owner)).toBe(before);
    expect(on.hints).toHaveLength(told);
  });

  test("is found in a conversation that was closed since, not started anew", async () => {
    const browser = newBrowser(on.shop);
    const sent = says("Hello");
    const first = await sendVisitorMessage(on.services, browser, null, sent);
    await on.owner.query("UPDATE conversations SET status = 'closed' WHERE id = $1", [
      first.message.conversationId,
    ]);
    expect(await sendVisitorMessage(on.services, browser, null, sent)).toEqual(first);
  });

  test("with another text is refused, and nothing is stored", async () => {
    const { browser } = await begin();
    const sent = says("What I wrote");
    await sendVisitorMessage(on.services, browser, null, sent);
    const before = await everythingStored(on.owner);
    await expect(
      sendVisitorMessage(on.services, browser, null, { ...sent, text: "Something else" }),
    ).rejects.toMatchObject({ code: "client_id_reused" });
    expect(await everythingStored(on.owner)).toBe(before);
  });

  test("from an agent gives the stored reply; another's or another text is refused", async () => {
    const { conversationId } = await begin();
    const answer = { clientId: randomUUID(), conversationId, text: "Hi" };
    const stored = await reply(on.services, agent, answer);
    expect(await reply(on.services, agent, answer)).toEqual(stored);
    const colleague = { ...agent, id: on.shop.agent.actor.id };
    for (const refused of [
      reply(on.services, colleague, answer),
      reply(on.services, agent, { ...answer, text: "Ho" }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: "client_id_reused" });
    }
    expect((await all(conversationId)).head).toBe(2);
  });

  test("sent twenty times at once is stored once", async () => {
    const { browser, conversationId } = await begin();
    const sent = { ...says("Impatient"), conversationId };
    const answers = await Promise.all(
      upTo(20).map(() => sendVisitorMessage(on.services, browser, null, sent)),
    );
    expect(new Set(answers.map(({ message }) => message.sequence))).toEqual(new Set([2]));
    expect((await all(conversationId)).head).toBe(2);
  });
});

describe("at once", () => {
  test("fifty messages get the sequences 1 to 50 without a gap (delivery 3)", async () => {
    const browser = newBrowser(on.shop);
    const answers = await Promise.all(
      upTo(50).map((at) => sendVisitorMessage(on.services, browser, null, says(`No. ${at}`))),
    );
    const conversations = new Set(answers.map(({ message }) => message.conversationId));
    expect(conversations.size).toBe(1);
    const sequences = answers.map(({ message }) => message.sequence);
    expect([...sequences].sort((a, b) => a - b)).toEqual(upTo(50));
  });

  test("visitor and agents writing together share one sequence", async () => {
    const { browser, conversationId } = await begin();
    await Promise.all(
      upTo(20).flatMap((at) => [
        sendVisitorMessage(on.services, browser, null, { ...says(`v${at}`), conversationId }),
        reply(on.services, agent, { clientId: randomUUID(), conversationId, text: `a${at}` }),
      ]),
    );
    const { messages, head } = await all(conversationId);
    expect(head).toBe(41);
    expect(messages.map(({ sequence }) => sequence)).toEqual(upTo(41));
  });

  test("first messages of five tabs begin one conversation of one contact (F14)", async () => {
    const browser = newBrowser(on.shop);
    const before = await countOf("contacts");
    const answers = await Promise.all(
      upTo(5).map((tab) => sendVisitorMessage(on.services, browser, null, says(`Tab ${tab}`))),
    );
    expect(new Set(answers.map(({ message }) => message.conversationId)).size).toBe(1);
    expect((await countOf("contacts")) - before).toBe(1);
  });

  test("first messages of one signed customer in two browsers make one contact", async () => {
    const before = await countOf("contacts");
    const answers = await Promise.all(
      upTo(6).map(() =>
        sendVisitorMessage(
          on.services,
          newBrowser(on.shop, "customer-9"),
          { externalId: "customer-9" },
          says("Hi"),
        ),
      ),
    );
    expect(new Set(answers.map(({ message }) => message.conversationId)).size).toBe(6);
    expect((await countOf("contacts")) - before).toBe(1);
  });
});

async function countOf(table: string): Promise<number> {
  const { rows } = await on.owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(rows[0]?.n);
}

describe("a conversation under way", () => {
  test("answers, waiting time and marks follow the messages", async () => {
    const { browser, conversationId } = await begin();
    const read = () => readConversation(on.services, on.shop.id, conversationId);
    const waitingSince = (await read()).waitingSince;
    await sendVisitorMessage(on.services, browser, null, says("Anyone?"));
    expect(await read()).toMatchObject({ waitingSince, head: 2, visitorReadSequence: 2 });
    await reply(on.services, agent, { clientId: randomUUID(), conversationId, text: "Yes!" });
    expect(await read()).toMatchObject({
      waitingSince: null,
      head: 3,
      agentReadSequence: 3,
      preview: "Yes!",
      previewAuthor: "agent",
    });
  });

  test("a visitor who writes into a closed one by its id opens it again", async () => {
    const { browser, conversationId } = await begin();
    await on.owner.query(
      "UPDATE conversations SET status = 'closed', closed_at = now() WHERE id = $1",
      [conversationId],
    );
    const sent = { ...says("One more thing"), conversationId };
    await sendVisitorMessage(on.services, browser, null, sent);
    const conversation = await readConversation(on.services, on.shop.id, conversationId);
    expect(conversation.status).toBe("open");
    const { rows } = await on.owner.query(
      "SELECT data FROM events WHERE conversation_id = $1 AND kind = 'conversation.status_changed'",
      [conversationId],
    );
    expect(rows).toEqual([{ data: { from: "closed", to: "open" } }]);
  });

  test("read marks move forward only, and not past the last message", async () => {
    const { browser, conversationId } = await begin();
    const mark = async (sequence: number) => {
      await markReadByAgent(on.services, on.shop.id, { conversationId, sequence });
      return (await readConversation(on.services, on.shop.id, conversationId)).agentReadSequence;
    };
    expect([await mark(99), await mark(0)]).toEqual([1, 1]);
    const told = on.hints.length;
    await mark(1);
    expect(on.hints).toHaveLength(told);
    const place = { conversationId, sequence: 1 };
    await expect(markReadByVisitor(on.services, newBrowser(on.shop), place)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(markReadByAgent(on.services, on.otherShop.id, place)).rejects.toMatchObject({
      code: "not_found",
    });
    await markReadByVisitor(on.services, browser, { conversationId, sequence: 1 });
    expect(on.hints).toHaveLength(told);
  });

  test("a range holds at most two hundred messages and says how far there is to go", async () => {
    const { conversationId } = await begin();
    await on.owner.query(
      `INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type, text)
       SELECT $1, $2, n, gen_random_uuid(), 'system', 'No. ' || n FROM generate_series(2, 450) n`,
      [on.shop.id, conversationId],
    );
    await on.owner.query("UPDATE conversations SET last_sequence = 450 WHERE id = $1", [
      conversationId,
    ]);
    const seen: number[] = [];
    for (let sequence = 0; sequence < 450; sequence = seen.at(-1) ?? 450) {
      const range = await messagesAfter(on.services, on.shop.id, { conversationId, sequence });
      expect(range.head).toBe(450);
      expect(range.messages.length).toBeLessThanOrEqual(messageRangeLimit);
      seen.push(...range.messages.map((message) => message.sequence));
    }
    expect(seen).toEqual(upTo(450));
  });
});

describe("whose conversation it is", () => {
  const missing = { code: "not_found", message: "There is no such conversation." };

  test("no other visitor and no other organization can read or write it", async () => {
    const { browser, conversationId } = await begin();
    const place = { conversationId, sequence: 0 };
    const elsewhere: VisitorIdentity = { ...browser, organizationId: on.otherShop.id };
    for (const other of [newBrowser(on.shop), elsewhere]) {
      await expect(messagesAfterForVisitor(on.services, other, place)).rejects.toMatchObject(
        missing,
      );
    }
    await expect(messagesAfter(on.services, on.otherShop.id, place)).rejects.toMatchObject(missing);
    const foreignAgent = { organizationId: on.otherShop.id, id: on.otherShop.seniorAgent };
    await expect(
      reply(on.services, foreignAgent, { clientId: randomUUID(), conversationId, text: "Hi" }),
    ).rejects.toMatchObject(missing);
    expect((await messagesAfterForVisitor(on.services, browser, place)).head).toBe(1);
  });

  test("a browser that shows another signed customer than before sees nothing of the first one", async () => {
    const { tokenHash } = newBrowser(on.shop);
    const as = (externalId: string): VisitorIdentity => ({
      organizationId: on.shop.id,
      tokenHash,
      externalId,
    });
    const hers = await sendVisitorMessage(
      on.services,
      as("she"),
      { externalId: "she" },
      says("My secret"),
    );
    const { conversationId } = hers.message;
    const place = { conversationId, sequence: 0 };
    expect((await welcomeVisitor(on.services, as("he"))).conversation).toBeNull();
    await expect(messagesAfterForVisitor(on.services, as("he"), place)).rejects.toMatchObject(
      missing,
    );
    const his = await sendVisitorMessage(on.services, as("he"), { externalId: "he" }, says("Hi"));
    expect(his.message.conversationId).not.toBe(conversationId);
    await expect(messagesAfterForVisitor(on.services, as("he"), place)).rejects.toMatchObject(
      missing,
    );
  });

  test("asking stores nothing, and a newcomer has no conversation", async () => {
    const before = await everythingStored(on.owner);
    expect(await welcomeVisitor(on.services, newBrowser(on.shop))).toMatchObject({
      organization: "Shop",
      conversation: null,
    });
    expect(await everythingStored(on.owner)).toBe(before);
  });
});
