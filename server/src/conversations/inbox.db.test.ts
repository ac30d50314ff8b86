import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Priority } from "@tagalong/shared/priority/priorities.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { taggedContact, taggedConversation } from "../tags/tagged-record.ts";
import { changeConversation } from "./change-conversation.ts";
import { listConversations, type ConversationsAsked } from "./list-conversations.ts";
import { readConversation } from "./read-conversation.ts";
import { sendVisitorMessage } from "./send-visitor-message.ts";

let on: ConversationTest;

beforeAll(async () => {
  on = await startConversationTest();
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.owner.query("UPDATE conversations SET status = 'closed'");
});

async function begin(context = {}): Promise<number> {
  const sent = says("Hello", context);
  const { message } = await sendVisitorMessage(on.services, newBrowser(on.shop), null, sent);
  return message.conversationId;
}

/** Waiting since so many microseconds after ten o'clock; null: answered. */
async function beginWaiting(priority: Priority, microseconds: number | null): Promise<number> {
  const id = await begin();
  await on.owner.query(
    `UPDATE conversations SET priority = $2,
       waiting_since = timestamptz '2026-01-02T10:00:00Z' + $3 * interval '1 microsecond'
     WHERE id = $1`,
    [id, priority, microseconds],
  );
  return id;
}

const list = async (asked: ConversationsAsked = {}) =>
  (await listConversations(on.services, on.shop.id, asked)).items;
const ids = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id);

describe("the inbox (V3, R3)", () => {
  test("is sorted by priority, then by who waits longest, then newest of those answered", async () => {
    const answered = await beginWaiting("normal", null);
    const late = await beginWaiting("normal", 2);
    const early = await beginWaiting("normal", 1);
    const urgent = await beginWaiting("urgent", 9);
    const low = await beginWaiting("low", 0);
    const high = await beginWaiting("high", null);
    const answeredLater = await beginWaiting("normal", null);
    expect(ids(await list())).toEqual([urgent, high, early, late, answeredLater, answered, low]);
  });

  test("comes in pages that leave nothing out and repeat nothing", async () => {
    const begun = [];
    for (const priority of ["urgent", "normal", "low"] as const) {
      for (const waits of [1, 1, 2, null, null]) begun.push(await beginWaiting(priority, waits));
    }
    const whole = ids(await list());
    expect([...whole].sort((a, b) => a - b)).toEqual(begun);
    const walked: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConversations(on.services, on.shop.id, { limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      walked.push(...ids(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(walked).toEqual(whole);
  });

  test("of one contact is their history, newest first, in pages (C3)", async () => {
    const browser = newBrowser(on.shop);
    const theirs: number[] = [];
    for (const priority of ["low", "urgent", "normal"] as const) {
      const { message } = await sendVisitorMessage(on.services, browser, null, says("Again"));
      theirs.unshift(message.conversationId);
      await changeConversation(on.services, on.shop.admin, message.conversationId, {
        priority,
        status: "closed",
      });
    }
    await begin();
    const [newest] = theirs;
    const { contact } = await readConversation(on.services, on.shop.id, newest ?? 0);
    const asked = { contactId: contact.id, status: "all" } as const;
    expect(ids(await list(asked))).toEqual(theirs);
    const first = await listConversations(on.services, on.shop.id, { ...asked, limit: 2 });
    const cursor = first.nextCursor ?? undefined;
    const second = await listConversations(on.services, on.shop.id, { ...asked, cursor });
    expect(ids([...first.items, ...second.items])).toEqual(theirs);
  });

  test("a cursor that is none of ours is refused", async () => {
    for (const place of [
      "x",
      { rank: 9, waiting: null, id: 1 },
      { rank: 0, waiting: "now", id: 1 },
    ]) {
      const cursor = Buffer.from(JSON.stringify(place)).toString("base64url");
      await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  test("is filtered by status, queue, assignee, segment and tag", async () => {
    const plain = await begin();
    const vip = await begin({ groups: ["VIP"] });
    const enterprise = await begin({ properties: { plan_tier: "Enterprise" } });
    const partner = await begin({ groups: ["Partners"] });
    const { contact } = await readConversation(on.services, on.shop.id, plain);
    await attachTag(on.services, on.shop.admin, taggedContact, contact.id, on.shop.tags.both);
    await attachTag(on.services, on.shop.admin, taggedConversation, vip, on.shop.tags.both);
    await changeConversation(on.services, on.shop.admin, partner, {
      assigneeId: on.shop.seniorAgent,
    });

    const found = async (asked: ConversationsAsked) => new Set(ids(await list(asked)));
    expect(await found({ queueId: on.shop.queues.vip })).toEqual(new Set([vip, enterprise]));
    expect(await found({ assigneeId: on.shop.seniorAgent })).toEqual(new Set([partner]));
    expect(await found({ assigneeId: null })).toEqual(new Set([plain, vip, enterprise]));
    expect(await found({ segmentId: on.shop.segments.vip })).toEqual(new Set([vip]));
    expect(await found({ segmentId: on.shop.segments.enterprise })).toEqual(new Set([enterprise]));
    // Self-declared: it matches nothing (S7).
    expect(await found({ segmentId: on.shop.segments.signedOnly })).toEqual(new Set());
    expect(await found({ tagId: on.shop.tags.both })).toEqual(new Set([plain, vip]));
    expect(await found({ status: "closed", tagId: on.shop.tags.both })).toEqual(new Set());
    expect((await found({ status: "all" })).size).toBeGreaterThan(4);
  });

  test("holds nothing of another organization", async () => {
    await begin();
    expect(await listConversations(on.services, on.otherShop.id, { status: "all" })).toMatchObject({
      items: [{ id: on.otherShop.conversation }],
    });
  });
});

describe("a change", () => {
  const change = (id: number, changed: Parameters<typeof changeConversation>[3]) =>
    changeConversation(on.services, on.shop.admin, id, changed);
  const events = async (id: number) => {
    const { rows } = await on.owner.query<{ kind: string; data: object; actor_type: string }>(
      "SELECT kind, data, actor_type FROM events WHERE conversation_id = $1 AND actor_type = 'agent' ORDER BY id",
      [id],
    );
    return rows;
  };

  test("of status, priority and assignee is stored, recorded and told", async () => {
    const id = await begin();
    const told = on.hints.length;
    const { revision } = await readConversation(on.services, on.shop.id, id);
    const changed = await change(id, {
      status: "closed",
      priority: "urgent",
      assigneeId: on.shop.seniorAgent,
    });
    expect(changed).toMatchObject({
      status: "closed",
      priority: "urgent",
      assignee: { id: on.shop.seniorAgent, name: "Senior agent" },
      whyPriority: { rule: "By hand", why: ["Set by Shop admin."] },
      revision: revision + 1,
    });
    expect(await events(id)).toMatchObject([
      { kind: "conversation.status_changed", data: { from: "open", to: "closed" } },
      { kind: "conversation.prioritized", data: { from: "normal", to: "urgent" } },
      {
        kind: "conversation.assigned",
        data: { from: null, to: { agentId: on.shop.seniorAgent, name: "Senior agent" } },
      },
    ]);
    expect(on.hints.slice(told)).toEqual([["conversationChanged", on.shop.id, id]]);
  });

  test("to what is already so changes nothing and leaves no event", async () => {
    const id = await begin();
    const before = await readConversation(on.services, on.shop.id, id);
    const told = on.hints.length;
    expect(await change(id, { status: "open", priority: "normal", assigneeId: null })).toEqual(
      before,
    );
    expect([await events(id), on.hints.length]).toEqual([[], told]);
  });

  test("to another organization's agent, or of its conversation, is not found", async () => {
    const id = await begin();
    const before = await readConversation(on.services, on.shop.id, id);
    const assigneeId = on.otherShop.seniorAgent;
    await expect(change(id, { status: "closed", assigneeId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(change(on.otherShop.conversation, { status: "closed" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await readConversation(on.services, on.shop.id, id)).toEqual(before);
  });
});
