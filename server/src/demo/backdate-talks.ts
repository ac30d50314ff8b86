import { sql, type Kysely } from "kysely";
import type { Schema } from "../database/schema.ts";
import type { DemoTagName } from "./shop.ts";
import { talks, type DemoTalk } from "./talks.ts";

/** Moves the talks, held a moment ago, to the days when they are said to have been, and tags them. */
export async function backdateTalks(
  owner: Kysely<Schema>,
  organizationId: number,
  conversationIds: readonly number[],
): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    const tagIds = await readTagIds(transaction, organizationId);
    for (const [at, id] of conversationIds.entries()) {
      const talk = talks[at];
      if (!talk) continue;
      const times = timesOf(talk);
      await moveMessages(transaction, organizationId, id, times);
      await moveConversation(transaction, organizationId, id, talk, times);
      await tagConversation(transaction, organizationId, id, talk, times.start, tagIds);
    }
  });
}

interface Times {
  start: Date;
  messages: Date[];
  last: Date;
  firstResponse: Date | null;
  waitingSince: Date | null;
}

function timesOf({ hoursAgo, messages }: DemoTalk): Times {
  const start = new Date(Date.now() - hoursAgo * 3_600_000);
  const times = messages.map(([minute]) => new Date(start.getTime() + minute * 60_000));
  const lastAnswer = messages.findLastIndex(([, from]) => from !== "visitor");
  const firstAnswer = messages.findIndex(([, from]) => from !== "visitor");
  return {
    start,
    messages: times,
    last: times.at(-1) ?? start,
    firstResponse: times[firstAnswer] ?? null,
    // Since the first word that nobody has answered; null when the last word is ours.
    waitingSince: times[lastAnswer + 1] ?? null,
  };
}

async function moveMessages(
  owner: Kysely<Schema>,
  organizationId: number,
  conversationId: number,
  times: Times,
): Promise<void> {
  for (const [at, time] of times.messages.entries()) {
    await owner
      .updateTable("messages")
      .set({ created_at: time })
      .where("organization_id", "=", organizationId)
      .where("conversation_id", "=", conversationId)
      .where("sequence", "=", at + 1)
      .execute();
    await owner
      .updateTable("events")
      .set({ created_at: time })
      .where("organization_id", "=", organizationId)
      .where("conversation_id", "=", conversationId)
      .where("sequence", "=", at + 1)
      .execute();
  }
  await owner
    .updateTable("events")
    .set({ created_at: times.start })
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("sequence", "is", null)
    .execute();
}

async function moveConversation(
  owner: Kysely<Schema>,
  organizationId: number,
  conversationId: number,
  { closed }: DemoTalk,
  { start, last, firstResponse, waitingSince }: Times,
): Promise<void> {
  const { contact_id, visitor_id, status } = await owner
    .selectFrom("conversations")
    .select(["contact_id", "visitor_id", "status"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  await owner
    .updateTable("conversations")
    .set({
      created_at: start,
      last_message_at: last,
      first_response_at: firstResponse,
      waiting_since: waitingSince,
      ...(closed && { status: "closed", closed_at: last }),
    })
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .execute();
  if (closed && status !== "closed") {
    await owner
      .insertInto("events")
      .values({
        organization_id: organizationId,
        kind: "conversation.status_changed",
        subject_type: "conversation",
        subject_id: String(conversationId),
        contact_id,
        conversation_id: conversationId,
        actor_type: "system",
        data: JSON.stringify({ from: status, to: "closed" }),
        created_at: last,
      })
      .execute();
  }
  await owner
    .updateTable("visitors")
    .set({ created_at: start, last_seen_at: last })
    .where("organization_id", "=", organizationId)
    .where("id", "=", visitor_id)
    .execute();
  await owner
    .updateTable("contacts")
    .set({
      last_seen_at: last,
      first_seen_at: sql`least(first_seen_at, ${start}::timestamptz)`,
      created_at: sql`least(created_at, ${start}::timestamptz)`,
    })
    .where("organization_id", "=", organizationId)
    .where("id", "=", contact_id)
    .execute();
  await owner
    .updateTable("segment_memberships")
    .set({ created_at: start })
    .where("organization_id", "=", organizationId)
    .where("contact_id", "=", contact_id)
    .where("by_hand", "=", false)
    .execute();
  await owner
    .updateTable("events")
    .set({ created_at: start })
    .where("organization_id", "=", organizationId)
    .where("contact_id", "=", contact_id)
    .where("conversation_id", "is", null)
    .where("created_at", ">", start)
    .execute();
}

async function tagConversation(
  owner: Kysely<Schema>,
  organizationId: number,
  conversationId: number,
  talk: DemoTalk,
  at: Date,
  tagIds: ReadonlyMap<string, number>,
): Promise<void> {
  const ids = (talk.tags ?? []).flatMap((name: DemoTagName) => tagIds.get(name) ?? []);
  for (const id of ids) {
    await owner
      .insertInto("conversation_tag_assignments")
      .values({
        organization_id: organizationId,
        conversation_id: conversationId,
        tag_id: id,
        source: "manual_agent",
        actor_type: "system",
        created_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await owner
    .updateTable("conversations")
    .set({ tag_ids: ids.sort((a, b) => a - b) })
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .execute();
}

async function readTagIds(
  owner: Kysely<Schema>,
  organizationId: number,
): Promise<Map<string, number>> {
  const rows = await owner
    .selectFrom("tags")
    .select(["id", "name"])
    .where("organization_id", "=", organizationId)
    .execute();
  return new Map(rows.map((row) => [row.name, row.id]));
}
