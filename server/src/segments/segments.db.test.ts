import { randomUUID } from "node:crypto";
import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { NewSegment } from "@tagalong/shared/contracts/segment.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import {
  addContact,
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { hashToken } from "../auth/tokens.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { openDatabase, type Database } from "../database/database.ts";
import type { Services } from "../services.ts";
import { silentHints } from "../silent-hints.ts";
import { createSegment } from "./create-segment.ts";
import { listMembers } from "./list-members.ts";
import { listSegments, readSegment } from "./list-segments.ts";
import { readContactDetail } from "./read-contact-detail.ts";
import { RulesCache } from "./rules-cache.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let mine: SampleOrganization;
let theirs: SampleOrganization;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher: silentHints };
  mine = await addOrganization(owner, "Mine");
  theirs = await addOrganization(owner, "Theirs");
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const create = (segment: NewSegment) =>
  createSegment(services, mine.admin, {
    description: "",
    requiresSignedContext: false,
    ...segment,
  });
const onPlan = (value: string) => ({
  all: [{ field: "contact.property.plan_tier", operator: "equals", value }],
});
const named = (value: string) => ({
  all: [{ field: "contact.name", operator: "contains", value }],
});

interface Talks {
  browser?: string;
  context?: Context;
  claims?: ContextClaims | null;
}

/** Writes as a visitor does: to the browser's open conversation, or a new one. */
async function send({ browser = randomUUID(), context = {}, claims = null }: Talks) {
  const { message } = await sendVisitorMessage(
    services,
    {
      organizationId: mine.id,
      tokenHash: hashToken(browser),
      externalId: claims?.externalId ?? null,
    },
    claims,
    { clientId: randomUUID(), text: "Hello", context },
  );
  return message.conversationId;
}

/** Starts a conversation; every call is a new one. */
async function talk(talks: Talks) {
  await owner.query("UPDATE conversations SET status = 'closed' WHERE organization_id = $1", [
    mine.id,
  ]);
  const conversationId = await send(talks);
  const { rows } = await owner.query<{ contact_id: string }>(
    "SELECT contact_id FROM conversations WHERE id = $1",
    [conversationId],
  );
  return { conversationId, contactId: Number(rows[0]?.contact_id) };
}

async function segmentsOf(contactId: number, conversationId?: number) {
  const { segments } = await readContactDetail(services, mine.agent, contactId, conversationId);
  return segments;
}

const namesOf = async (contactId: number) =>
  (await segmentsOf(contactId)).map(({ name }) => name).filter((name) => name !== "Live named");

describe("on conversation", () => {
  test("a match enters with the reason of the time, and leaving the criteria removes nobody (S1, S5)", async () => {
    await create({ name: "Gold", refresh: "on_conversation", criteria: onPlan("gold") });
    const browser = randomUUID();
    const { contactId } = await talk({ browser, context: { properties: { plan_tier: "Gold" } } });
    expect(await segmentsOf(contactId)).toMatchObject([
      {
        name: "Gold",
        origin: "criteria",
        why: ['Mine plan is "gold"'],
        selfDeclared: false,
        at: expect.any(String),
      },
    ]);
    await talk({ browser, context: { properties: { plan_tier: "free" } } });
    expect(await namesOf(contactId)).toEqual(["Gold"]);
  });

  test("creating a segment sweeps nothing retroactively; the next conversation enters (S1)", async () => {
    const browser = randomUUID();
    const context = { properties: { plan_tier: "silver" } };
    const { contactId } = await talk({ browser, context });
    const criteria = onPlan("silver");
    const silver = await create({ name: "Silver", refresh: "on_conversation", criteria });
    expect(silver.members).toBe(0);
    expect(await namesOf(contactId)).toEqual([]);
    await talk({ browser, context });
    expect(await namesOf(contactId)).toEqual(["Silver"]);
    expect((await readSegment(services, mine.agent, silver.id)).members).toBe(1);
  });

  test("whom a person removed stays out whatever they match (S2)", async () => {
    const criteria = onPlan("bronze");
    const { id } = await create({ name: "Bronze", refresh: "on_conversation", criteria });
    const browser = randomUUID();
    const context = { properties: { plan_tier: "bronze" } };
    const { contactId } = await talk({ browser, context });
    expect(await namesOf(contactId)).toEqual(["Bronze"]);
    await owner.query(
      `UPDATE segment_memberships SET state = 'excluded', by_hand = true
       WHERE segment_id = $1 AND contact_id = $2`,
      [id, contactId],
    );
    await talk({ browser, context });
    expect(await namesOf(contactId)).toEqual([]);
    expect((await readSegment(services, mine.agent, id)).members).toBe(0);
    expect((await listMembers(services, mine.agent, id, {})).items).toEqual([]);
  });
});

describe("the widget's groups (S7)", () => {
  test("are the conversation's only, and say whether they were signed", async () => {
    await create({ name: "Gilded", refresh: "manual" });
    const claims = { externalId: "groups-1", groups: ["Gilded"] };
    const { contactId, conversationId } = await talk({ claims });
    expect(await segmentsOf(contactId, conversationId)).toMatchObject([
      { name: "Gilded", origin: "widget", why: ["Widget context, signed"], selfDeclared: false },
    ]);
    expect(await segmentsOf(contactId)).toEqual([]);
    const next = await talk({ claims: { externalId: "groups-1" } });
    expect(next.contactId).toBe(contactId);
    expect(await segmentsOf(contactId, next.conversationId)).toEqual([]);
  });

  test("unsigned names count, unless the segment wants a signature: then they are self-declared", async () => {
    await create({ name: "Open", refresh: "manual" });
    await create({ name: "Sealed", refresh: "manual", requiresSignedContext: true });
    const { contactId, conversationId } = await talk({ context: { groups: ["Open", "Sealed"] } });
    expect(await segmentsOf(contactId, conversationId)).toMatchObject([
      { name: "Open", why: ["Widget context, unsigned"], selfDeclared: false },
      { name: "Sealed", why: ["Widget context, unsigned"], selfDeclared: true },
    ]);
  });

  test("unknown names are logged, never created", async () => {
    const before = (await listSegments(services, mine.agent)).length;
    await talk({ context: { groups: ["Nobody knows"] } });
    expect(await listSegments(services, mine.agent)).toHaveLength(before);
    const { rows } = await owner.query("SELECT FROM unknown_groups WHERE name = 'Nobody knows'");
    expect(rows).toHaveLength(1);
  });

  test("a conversation of another contact is not there", async () => {
    const { conversationId } = await talk({});
    const detail = readContactDetail(services, mine.agent, mine.otherContact, conversationId);
    await expect(detail).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a live segment has no list: it is counted, listed and explained as it is now (S1, S5)", async () => {
  const live = await create({ name: "Live named", refresh: "live", criteria: named("lively") });
  expect(live).toMatchObject({ members: 0, sentence: 'Name contains "lively"' });
  const first = await addContact(owner, mine.id, "Lively one");
  const second = await addContact(owner, mine.id, "LIVELY two");
  await addContact(owner, theirs.id, "Lively stranger");
  expect((await readSegment(services, mine.agent, live.id)).members).toBe(2);
  const page = await listMembers(services, mine.agent, live.id, { limit: 1 });
  expect(page.items.map(({ contact }) => contact.id)).toEqual([second]);
  const rest = await listMembers(services, mine.agent, live.id, {
    limit: 1,
    cursor: page.nextCursor ?? "",
  });
  expect(rest).toMatchObject({
    items: [{ contact: { id: first }, origin: "criteria", since: null }],
    nextCursor: null,
  });
  expect(await segmentsOf(first)).toMatchObject([
    { name: "Live named", why: ['Name contains "lively"'], at: null },
  ]);
});

test("a membership by hand says by whom (S5)", async () => {
  const { contactId } = await talk({});
  await owner.query(
    `INSERT INTO segment_memberships
       (organization_id, segment_id, contact_id, state, by_hand, source, actor_type, actor_id)
     VALUES ($1, $2, $3, 'member', true, 'manual', 'agent', $4)`,
    [mine.id, mine.segment, contactId, mine.agent.actor.id],
  );
  const why = ["Added by hand by Mine agent"];
  expect(await segmentsOf(contactId)).toMatchObject([{ origin: "by_hand", why }]);
  const { items } = await listMembers(services, mine.agent, mine.segment, {});
  expect(items).toMatchObject([{ contact: { id: contactId }, origin: "by_hand", why }]);
});

test("segments are listed by name with their members, one's own organization's only", async () => {
  const segments = await listSegments(services, mine.agent);
  const names = segments.map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(segments.find(({ name }) => name === "Gold")).toMatchObject({
    members: 1,
    refresh: "on_conversation",
    sentence: 'Mine plan is "gold"',
  });
  expect(await listSegments(services, theirs.agent)).toHaveLength(1);
});

test("another organization's segment, contact and conversation are not there", async () => {
  const missing = { code: "not_found" };
  await expect(readSegment(services, mine.admin, theirs.segment)).rejects.toMatchObject(missing);
  await expect(listMembers(services, mine.admin, theirs.segment, {})).rejects.toMatchObject(
    missing,
  );
  for (const [contact, conversation] of [
    [theirs.contact, undefined],
    [mine.contact, theirs.conversation],
  ] as const) {
    const detail = readContactDetail(services, mine.admin, contact, conversation);
    await expect(detail).rejects.toMatchObject(missing);
  }
});

test.each<[string, NewSegment, object]>([
  ["without criteria", { name: "A", refresh: "live" }, { path: "criteria" }],
  ["with criteria that ask nothing", { name: "A", refresh: "live", criteria: { all: [] } }, {}],
  [
    "with an unknown field",
    {
      name: "A",
      refresh: "live",
      criteria: { all: [{ field: "contact.shoe", operator: "equals", value: "x" }] },
    },
    { path: "criteria.all.0.field" },
  ],
  [
    "with a field of conversations",
    {
      name: "A",
      refresh: "on_conversation",
      criteria: { all: [{ field: "conversation.topic", operator: "equals", value: "x" }] },
    },
    { path: "criteria.all.0.field" },
  ],
  [
    "that refers to itself",
    {
      name: "A",
      refresh: "live",
      criteria: { all: [{ field: "contact.segments", operator: "isEmpty" }] },
    },
    { path: "criteria" },
  ],
])("a segment %s is refused with its place, and nothing is stored", async (_which, segment, at) => {
  const before = await everythingStored(owner);
  await expect(create(segment)).rejects.toMatchObject({ code: "invalid_criteria", ...at });
  expect(await everythingStored(owner)).toBe(before);
});

test("criteria may name only ids of one's own organization", async () => {
  const value = [theirs.tags.both];
  const criteria = { all: [{ field: "contact.tags", operator: "hasAnyOf", value }] };
  const refused = create({ name: "Foreign", refresh: "live", criteria });
  await expect(refused).rejects.toMatchObject({
    code: "invalid_criteria",
    path: "criteria.all.0.value.0",
  });
});

test("two segments cannot have one name", async () => {
  const again = create({ name: "Mine early adopters", refresh: "manual" });
  await expect(again).rejects.toMatchObject({ code: "name_taken", path: "name" });
});

test("conversations that start while segments change always go by rules in force", async () => {
  const browsers = Array.from({ length: 12 }, () => randomUUID());
  const context = { properties: { plan_tier: "racing" } };
  await Promise.all([
    create({ name: "Racing", refresh: "on_conversation", criteria: onPlan("racing") }),
    ...browsers.map((browser) => send({ browser, context })),
  ]);
  const late = await talk({ context });
  expect(await namesOf(late.contactId)).toEqual(["Racing"]);
});
