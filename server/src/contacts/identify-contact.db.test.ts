import { randomBytes } from "node:crypto";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { Context } from "@tagalong/shared/contracts/context.ts";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { ContextClaims } from "./check-context.ts";
import { identifyContact, type IdentifiedContact } from "./identify-contact.ts";
import { lockVisitor } from "./lock-visitor.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let organization: number;

const definitions: PropertyDefinition[] = [
  {
    key: "plan_tier",
    label: "Plan",
    kind: "choice",
    choices: ["Trial", "Enterprise"],
    writers: ["signed_context", "unsigned_context"],
  },
  { key: "seats", label: "Seats", kind: "number", choices: [], writers: ["signed_context"] },
];
const properties = new Map(definitions.map((definition) => [definition.key, definition]));

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  const { rows } = await owner.query<{ organization_id: number }>(
    `INSERT INTO organizations (name, widget_key, widget_secrets) VALUES ('Shop', 'wk', '{secret}')
     RETURNING organization_id`,
  );
  organization = rows[0]?.organization_id ?? 0;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const newBrowser = () => randomBytes(32);

async function identify(
  browser: Buffer,
  context: Context = {},
  claims: ContextClaims | null = null,
): Promise<IdentifiedContact> {
  return inOrganization(database, organization, async (transaction) => {
    const locked = lockVisitor(transaction, browser);
    const visitor = { visitorTokenHash: browser, context, claims };
    const identified = await identifyContact(transaction, visitor, { version: 1, properties });
    await locked;
    if (identified === "stale") throw new Error("These rules are current.");
    return identified;
  });
}

test("an anonymous visitor becomes a contact of their own", async () => {
  const contact = await identify(newBrowser());
  expect(contact).toMatchObject({ created: true, verified: false });
  expect(contact.displayName).toBe(`Visitor ${contact.contactId}`);
  expect(contact.facts).toMatchObject({ email: null, tags: [], segments: [], properties: {} });
  expect(contact.facts.firstSeenAt).toEqual(contact.now);
  expect(contact.events).toMatchObject([{ kind: "contact.created", contactId: contact.contactId }]);
});

test("a returning browser keeps its contact, and tells what changed", async () => {
  const browser = newBrowser();
  const first = await identify(browser, { name: "Ann", properties: { plan_tier: "Trial" } });
  const second = await identify(browser, { name: "Anna", properties: { plan_tier: "Enterprise" } });
  expect(second).toMatchObject({
    contactId: first.contactId,
    visitorId: first.visitorId,
    created: false,
    displayName: "Anna",
  });
  expect(second.facts).toMatchObject({ name: "anna", properties: { plan_tier: "enterprise" } });
  expect(second.events).toMatchObject([
    {
      kind: "contact.updated",
      data: {
        before: { name: "Ann", "properties.plan_tier": "Trial" },
        after: { name: "Anna", "properties.plan_tier": "Enterprise" },
      },
    },
  ]);
  const third = await identify(browser, { name: "Anna" });
  expect(third).toMatchObject({ events: [], revision: second.revision });
});

test("an email or external id typed by a visitor never opens another's history (C6)", async () => {
  const known = await identify(
    newBrowser(),
    {},
    { externalId: "c-6", email: "known@shop.example" },
  );
  const typed = await identify(newBrowser(), { externalId: "c-6", email: "known@shop.example" });
  expect(typed.contactId).not.toBe(known.contactId);
  expect(typed).toMatchObject({ created: true, verified: false });
});

test("a signed external id opens the same contact from any browser (C6)", async () => {
  const first = await identify(newBrowser(), {}, { externalId: "signed-1", name: "Kim" });
  const second = await identify(newBrowser(), {}, { externalId: "signed-1" });
  expect(second).toMatchObject({ contactId: first.contactId, created: false, verified: true });
  expect(second.visitorId).not.toBe(first.visitorId);
  expect(second.facts).toMatchObject({ externalId: "signed-1", name: "kim" });
});

test("a signed email alone is no identity (C6)", async () => {
  const known = await identify(newBrowser(), {}, { externalId: "mail", email: "m@shop.example" });
  const other = await identify(newBrowser(), {}, { email: "m@shop.example" });
  expect(other.contactId).not.toBe(known.contactId);
  expect(other.verified).toBe(false);
});

test("an anonymous visitor who signs in for the first time keeps their contact", async () => {
  const browser = newBrowser();
  const anonymous = await identify(browser, { name: "Someone" });
  const signed = await identify(browser, {}, { externalId: "new-customer" });
  expect(signed).toMatchObject({ contactId: anonymous.contactId, verified: true, created: false });
  expect(signed.events).toMatchObject([
    { kind: "contact.updated", data: { after: { external_id: "new-customer", verified: true } } },
  ]);
});

test("an anonymous visitor who signs in as a known customer joins them, conversations too", async () => {
  const customer = await identify(newBrowser(), {}, { externalId: "known-customer" });
  const browser = newBrowser();
  const anonymous = await identify(browser);
  await owner.query(
    `INSERT INTO conversations (organization_id, contact_id, visitor_id) VALUES ($1, $2, $3)`,
    [organization, anonymous.contactId, anonymous.visitorId],
  );
  const signed = await identify(browser, {}, { externalId: "known-customer" });
  expect(signed).toMatchObject({
    contactId: customer.contactId,
    visitorId: anonymous.visitorId,
    events: [{ kind: "contact.updated", data: { joined: anonymous.contactId } }],
  });
  const { rows } = await owner.query(
    "SELECT contact_id::int FROM conversations WHERE visitor_id = $1",
    [anonymous.visitorId],
  );
  expect(rows).toEqual([{ contact_id: customer.contactId }]);
});

test("another customer who signs in at the same browser gets nothing of the first one's", async () => {
  const browser = newBrowser();
  const first = await identify(browser, {}, { externalId: "first", name: "First" });
  const second = await identify(browser, {}, { externalId: "second" });
  expect(second.contactId).not.toBe(first.contactId);
  expect(second.facts.name).toBeNull();
  const again = await identify(browser, {}, { externalId: "first" });
  expect(again).toMatchObject({ contactId: first.contactId, displayName: "First" });
});

test("unsigned context overwrites nothing that a verified contact has", async () => {
  const browser = newBrowser();
  const claims = { externalId: "careful", email: "right@shop.example" };
  await identify(browser, {}, claims);
  const later = await identify(browser, {
    email: "wrong@shop.example",
    externalId: "other",
    company: "Acme",
  });
  expect(later.facts).toMatchObject({
    email: "right@shop.example",
    externalId: "careful",
    company: "acme",
  });
});

test("signed context wins over what the page says beside it", async () => {
  const page = { name: "Page", properties: { plan_tier: "Enterprise" } };
  const claims = {
    externalId: "both",
    name: "Token",
    properties: { plan_tier: "Trial", seats: 5 },
  };
  const { facts } = await identify(newBrowser(), page, claims);
  expect(facts).toMatchObject({ name: "token", properties: { plan_tier: "trial", seats: 5 } });
});

test("five tabs that open at once are one visitor and one contact (F14)", async () => {
  const browser = newBrowser();
  const all = await Promise.all(Array.from({ length: 5 }, () => identify(browser)));
  expect(new Set(all.map((one) => one.contactId)).size).toBe(1);
  expect(all.filter((one) => one.created)).toHaveLength(1);
});

test("the same new customer in several browsers at once is one contact", async () => {
  const claims = { externalId: "at-once" };
  const all = await Promise.all(
    Array.from({ length: 5 }, () => identify(newBrowser(), {}, claims)),
  );
  expect(new Set(all.map((one) => one.contactId)).size).toBe(1);
});

test("a refused context stores nothing", async () => {
  const browser = newBrowser();
  await expect(identify(browser, { properties: { seats: 5 } })).rejects.toMatchObject({
    code: "invalid_context",
    path: "context.properties.seats",
  });
  const { rows } = await owner.query("SELECT FROM visitors WHERE token_hash = $1", [browser]);
  expect(rows).toHaveLength(0);
});

test("rules that have changed since they were read are noticed, and nothing is written", async () => {
  const browser = newBrowser();
  const answer = await inOrganization(database, organization, (transaction) =>
    identifyContact(
      transaction,
      { visitorTokenHash: browser, context: {}, claims: null },
      { version: 0, properties },
    ),
  );
  expect(answer).toBe("stale");
  const { rows } = await owner.query("SELECT FROM visitors WHERE token_hash = $1", [browser]);
  expect(rows).toHaveLength(0);
});

test("a revoked visitor is refused", async () => {
  const browser = newBrowser();
  await identify(browser);
  await owner.query("UPDATE visitors SET revoked_at = now() WHERE token_hash = $1", [browser]);
  await expect(identify(browser)).rejects.toMatchObject({ code: "session_revoked" });
});

test("the facts hold stored memberships and what a person took the contact out of (S2)", async () => {
  const browser = newBrowser();
  const { contactId } = await identify(browser);
  await owner.query(
    `WITH s AS (INSERT INTO segments (organization_id, name, refresh)
       VALUES ($1, 'In', 'manual'), ($1, 'Out', 'manual') RETURNING *)
     INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand, source, actor_type)
     SELECT $1, id, $2, CASE name WHEN 'In' THEN 'member' ELSE 'excluded' END, true, 'manual', 'agent' FROM s`,
    [organization, contactId],
  );
  const again = await identify(browser);
  expect(again.facts.segments).toHaveLength(1);
  expect(again.excludedFrom).toHaveLength(1);
  expect(again.excludedFrom).not.toEqual(again.facts.segments);
});
