import { personDataSchema } from "@tagalong/shared/contracts/person-data.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addApiToken,
  addOrganization,
  type SampleOrganization,
} from "../support/sample-organization.ts";
import { startTestApi, type TestApi } from "../support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
});

afterAll(() => api.close());

async function send(method: string, path: string, body?: unknown) {
  const answer = await api.call(method, path, { token: mine.adminToken, body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body as { id: number };
}

async function dataOf(id: number) {
  const answer = await api.call("GET", `/api/crm/contacts/${id}/data`, { token: mine.adminToken });
  expect(answer.status).toBe(200);
  return { headers: answer.headers, data: personDataSchema.parse(answer.body) };
}

test("everything stored about a person is in one file, and that it was given out is an event (C6)", async () => {
  const id = mine.contact;
  const path = `/api/crm/contacts/${id}`;
  await send("PATCH", path, { email: "ann@customers.example", properties: { plan_tier: "gold" } });
  await send("POST", `${path}/tags`, { tag_id: mine.tags.contact });
  await send("POST", `${path}/tags`, { tag_id: mine.tags.both });
  await send("DELETE", `${path}/tags/${mine.tags.both}`);
  await send("POST", "/api/crm/leads", { contactId: id, title: "A lead", score: 70 });
  await api.owner.query(
    `INSERT INTO visitors (organization_id, token_hash, contact_id) VALUES ($1, '\\x01', $2)`,
    [mine.id, id],
  );
  await api.owner.query(
    `INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source, actor_type)
     VALUES ($1, $2, $3, 'member', true, 'manual_admin', 'system')`,
    [mine.id, mine.segment, id],
  );
  await api.owner.query(
    `INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type, author_id, text)
     SELECT $1, $2, n, gen_random_uuid(), 'visitor', $3, 'Message "' || n || '" – ✓' FROM generate_series(1, 1203) n`,
    [mine.id, mine.conversation, id],
  );
  await api.owner.query(
    `INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, actor_type)
     SELECT $1, 'message.created', 'conversation', '1', $2, 'visitor' FROM generate_series(1, 1100)`,
    [mine.id, id],
  );
  const { data, headers } = await dataOf(id);
  expect(headers.get("content-disposition")).toBe(`attachment; filename="contact-${id}.json"`);
  expect(data).toMatchObject({
    organization: "Mine",
    contact: { id, email: "ann@customers.example", properties: { plan_tier: "gold" } },
    properties: { plan_tier: "Mine plan" },
    alsoKnownAs: [],
    tags: [{ tag: "enterprise", source: "manual_admin", by: "Mine admin", historical: false }],
    segments: [{ segment: "Mine early adopters", state: "member", byHand: true }],
    browsers: [{ revokedAt: null }],
    leads: [{ title: "Mine record" }, { title: "A lead", score: 70 }],
    deals: [{ title: "Mine record" }],
    merges: [],
    conversations: [{ id: mine.conversation, status: "open" }],
  });
  const [{ messages = [] } = {}] = data.conversations;
  const texts = (messages as { text: string }[]).map(({ text }) => text);
  expect(texts).toEqual(Array.from({ length: 1203 }, (_, at) => `Message "${at + 1}" – ✓`));
  expect(data.events.length).toBeGreaterThan(1100);
  expect(data.events.map(({ kind }) => kind)).toContain("contact.tag_removed");
  expect(data.events.at(-1)).toMatchObject({ kind: "contact.data_exported", by: "Mine admin" });
  expect(JSON.stringify(data)).not.toMatch(/token_?hash/i);
});

test("of a merged person it holds what the other one was", async () => {
  const kept = await send("POST", "/api/crm/contacts", { name: "Kept", externalId: "kept-1" });
  const other = await send("POST", "/api/crm/contacts", {
    name: "Absorbed",
    externalId: "other-1",
  });
  await send("POST", `/api/crm/contacts/${kept.id}/merge`, { otherId: other.id });
  const { data } = await dataOf(kept.id);
  expect(data.alsoKnownAs).toEqual(["other-1"]);
  expect(data.merges).toMatchObject([{ contact: other.id, undoneAt: null }]);
  expect(JSON.stringify(data.merges)).toContain("Absorbed");
  expect(data.events.filter(({ kind }) => kind === "contact.created")).toHaveLength(2);
});

test("who may not manage contacts does not get it, and nothing is noted", async () => {
  const { secret } = await addApiToken(api.owner, mine.id, ["view contacts", "view conversations"]);
  const answer = await api.call("GET", `/api/crm/contacts/${mine.otherContact}/data`, {
    token: secret,
  });
  expect(answer.status).toBe(403);
  const { rows } = await api.owner.query("SELECT FROM events WHERE contact_id = $1", [
    mine.otherContact,
  ]);
  expect(rows).toEqual([]);
});

test("every table that knows contacts is in it", async () => {
  const { rows } = await api.owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attname = 'contact_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  // A new one needs a section of its own in server/src/person-data/queries/sections.ts.
  expect(rows.map(({ name }) => name)).toEqual([
    "contact_aliases",
    "contact_merges",
    "conversations",
    "deals",
    "events",
    "leads",
    "segment_memberships",
    "tag_assignments",
    "visitors",
  ]);
});
