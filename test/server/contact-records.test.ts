import { contactSchema, duplicateSchema } from "@tagalong/shared/contracts/contact.ts";
import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  addApiToken,
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../support/sample-organization.ts";
import { startTestApi, type CallOptions, type TestApi } from "../support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  for (const property of [
    { label: "Seats", kind: "number", writers: ["agent", "api"] },
    { label: "Score", kind: "number", writers: ["api"] },
    { label: "Note", kind: "text", writers: ["agent"] },
    { label: "Renews", kind: "date" },
    { label: "Newsletter", kind: "boolean" },
    { label: "Tier", kind: "choice", choices: ["Trial", "Enterprise"] },
  ]) {
    const { status } = await asAdmin("POST", "/api/properties", property);
    expect(status).toBe(201);
  }
});

afterAll(() => api.close());

const asAdmin = (method: string, path: string, body?: unknown) =>
  api.call(method, path, { token: mine.adminToken, body });

async function create(fields: unknown, options: CallOptions = {}) {
  const answer = await api.call("POST", "/api/crm/contacts", {
    token: mine.adminToken,
    body: fields,
    ...options,
  });
  expect([answer.status, answer.text]).toMatchObject([201, expect.any(String)]);
  return contactSchema.parse(answer.body);
}

/** Sends what must be refused, and holds that nothing is stored. */
async function refused(method: string, path: string, options: CallOptions) {
  const before = await everythingStored(api.owner);
  const { status, body } = await api.call(method, path, { token: mine.adminToken, ...options });
  expect(await everythingStored(api.owner)).toBe(before);
  return { status, ...errorBodySchema.parse(body).error };
}

describe("creating a contact (C1)", () => {
  test("answers 201 with every field as it is stored", async () => {
    const answer = await api.call("POST", "/api/crm/contacts", {
      token: mine.apiToken,
      body: {
        name: "Ada  Example",
        email: "Ada@Customers.example",
        phone: "0151 23456789",
        company: "Example Labs",
        country: "Germany",
        externalId: "customer-1",
        ownerId: mine.agent.actor.id,
        properties: { seats: 5, tier: "trial", renews: "2030-01-31", newsletter: false },
      },
    });
    expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"1"']);
    expect(answer.body).toMatchObject({
      displayName: "Ada Example",
      name: "Ada Example",
      email: "Ada@Customers.example",
      phone: "+4915123456789",
      company: "Example Labs",
      country: "DE",
      externalId: "customer-1",
      ownerId: mine.agent.actor.id,
      verified: true,
      properties: { seats: 5, tier: "Trial", renews: "2030-01-31", newsletter: false },
      firstSeenAt: null,
    });
  });

  test("needs something that the person can be known by", async () => {
    for (const body of [{}, { company: "Example Labs" }, { name: " " }, { email: null }]) {
      const error = await refused("POST", "/api/crm/contacts", { body });
      expect(error).toMatchObject({ status: 422, code: "invalid_value", path: "name" });
    }
  });

  test("who has the same email, phone or external id is found before, and is no hindrance", async () => {
    const email = "twin@customers.example";
    const first = await create({ email, phone: "+44 20 7946 0018", externalId: "twin-1" });
    const ask = async (query: Record<string, string>) => {
      const path = `/api/crm/contacts/duplicates?${new URLSearchParams(query)}`;
      return z.array(duplicateSchema).parse((await asAdmin("GET", path)).body);
    };
    const { id, displayName, phone } = first;
    const contact = { id, displayName, email, phone };
    expect(await ask({ email: " TWIN@customers.example " })).toEqual([
      { contact, same: ["email"] },
    ]);
    expect(await ask({ phone: "020 7946 0018", country: "GB", externalId: "twin-1" })).toEqual([
      { contact, same: ["externalId", "phone"] },
    ]);
    expect(await ask({ email, except: String(id) })).toEqual([]);
    expect(await ask({ externalId: "TWIN-1", phone: "no number" })).toEqual([]);
    expect(await ask({})).toEqual([]);
    expect((await create({ email })).id).not.toBe(id);
    const taken = await refused("POST", "/api/crm/contacts", { body: { externalId: "twin-1" } });
    expect(taken).toMatchObject({ status: 409, code: "conflict", path: "externalId" });
  });
});

test("an owner is an agent who is there (C1)", async () => {
  const { id } = mine.agent.actor;
  await api.owner.query("UPDATE agents SET deactivated_at = now() WHERE id = $1", [id]);
  const body = { name: "Owned", ownerId: id };
  const gone = await refused("POST", "/api/crm/contacts", { body });
  expect(gone).toMatchObject({ status: 422, code: "invalid_value", path: "ownerId" });
  await api.owner.query("UPDATE agents SET deactivated_at = NULL WHERE id = $1", [id]);
  const contact = await create(body);
  await api.owner.query("UPDATE agents SET deactivated_at = now() WHERE id = $1", [id]);
  const path = `/api/crm/contacts/${contact.id}`;
  expect((await asAdmin("PATCH", path, { name: "Still theirs", ownerId: id })).status).toBe(200);
  expect((await asAdmin("PATCH", path, { ownerId: null })).status).toBe(200);
  await api.owner.query("UPDATE agents SET deactivated_at = NULL WHERE id = $1", [id]);
});

describe("what is no field's value is refused with its path (B2, B7, B8)", () => {
  const long = "e\u0301".repeat(10_000);
  test.each<[string, unknown, number, string | undefined]>([
    ["a phone number that is none", { phone: "call me" }, 422, "phone"],
    ["a phone number of nowhere", { phone: "0151 23456789" }, 422, "phone"],
    ["an email that is none", { email: "ada@" }, 422, "email"],
    ["an email with a NUL", { email: "a\u0000@b.example" }, 400, "email"],
    ["a country that is none", { country: "Atlantis" }, 422, "country"],
    ["a name with half a letter", { name: "a\uD800" }, 400, "name"],
    ["a name with a NUL", { name: "a\u0000b" }, 400, "name"],
    ["a name of 10,000 combining marks", { name: long }, 400, "name"],
    ["a name of nothing to see", { name: "\u200B\u200D" }, 422, "name"],
    ["a name that is a list", { name: ["Ada"] }, 400, "name"],
    ["an owner that is text", { ownerId: "1" }, 400, "ownerId"],
    ["an owner beyond all", { ownerId: 9_000_000_000 }, 400, "ownerId"],
    ["an unknown field", { nickname: "A" }, 400, "nickname"],
    ["a field that is not theirs to write", { verified: true }, 400, "verified"],
    ["an unknown property", { properties: { nothing: 1 } }, 422, "properties.nothing"],
    ["an inherited property", { properties: { constructor: "x" } }, 422, "properties.constructor"],
    ["a number as text", { properties: { seats: "5" } }, 422, "properties.seats"],
    ["a yes as text", { properties: { newsletter: "yes" } }, 422, "properties.newsletter"],
    ["a day that is none", { properties: { renews: "2030-02-30" } }, 422, "properties.renews"],
    ["a choice that is none", { properties: { tier: "Gold" } }, 422, "properties.tier"],
    ["a property that is an object", { properties: { note: {} } }, 400, "properties.note"],
    ["a text that cannot be stored", { properties: { note: "\uDC00" } }, 422, "properties.note"],
    ["a text that is too long", { properties: { note: long } }, 400, "properties.note"],
    ["properties that are a list", { properties: [] }, 400, "properties"],
  ])("%s", async (_, body, status, path) => {
    const change = await refused("PATCH", `/api/crm/contacts/${mine.contact}`, { body });
    expect([change.status, change.path]).toEqual([status, path]);
    expect(change.message).toMatch(/^[^a-z].*\.$/su);
    const made = await refused("POST", "/api/crm/contacts", {
      body: { name: "Somebody", ...(body as object) },
    });
    expect([made.status, made.path]).toEqual([status, path]);
  });

  test.each([
    ["a prototype", '{"name":"x","__proto__":{"verified":true}}'],
    ["a prototype among the properties", '{"properties":{"__proto__":1}}'],
    ["a number beyond all", '{"properties":{"seats":1e400}}'],
    ["no object", '"name"'],
    ["no JSON", "{"],
    ["100 kB", JSON.stringify({ name: "a".repeat(100_000) })],
  ])("a body with %s", async (_, body) => {
    const { status } = await refused("PATCH", `/api/crm/contacts/${mine.contact}`, { body });
    expect([400, 413]).toContain(status);
  });

  test("marks that turn a text's direction are taken out, those that scripts need stay (B8)", async () => {
    const made = await create({ name: "\u202EevilA\u202C", company: "\u2067شركة\u200F\u2069" });
    expect([made.name, made.company]).toEqual(["evilA", "شركة\u200F"]);
  });
});

describe("who may write a property (C1)", () => {
  test("an agent and the API write what each is allowed; the path names the property", async () => {
    const contact = await create({ name: "Written" });
    const path = `/api/crm/contacts/${contact.id}`;
    const byAgent = await refused("PATCH", path, { body: { properties: { score: 1 } } });
    expect(byAgent).toMatchObject({ status: 403, code: "forbidden", path: "properties.score" });
    const token = mine.apiToken;
    const byApi = await refused("PATCH", path, { token, body: { properties: { note: "x" } } });
    expect(byApi).toMatchObject({ status: 403, code: "forbidden", path: "properties.note" });
    const both = await refused("PATCH", path, {
      body: { name: "Not this either", properties: { seats: 3, score: null } },
    });
    expect(both.path).toBe("properties.score");
    const score = { properties: { score: 70 } };
    expect((await api.call("PATCH", path, { token, body: score })).status).toBe(200);
  });

  test("without the permission nothing is created or changed, and everything can be read", async () => {
    const reader = await addApiToken(api.owner, mine.id, ["view contacts"]);
    const token = reader.secret;
    const path = `/api/crm/contacts/${mine.contact}`;
    for (const [method, at] of [
      ["POST", "/api/crm/contacts"],
      ["PATCH", path],
    ] as const) {
      const error = await refused(method, at, { token, body: { name: "No" } });
      expect(error).toMatchObject({ status: 403, code: "forbidden" });
    }
    expect((await api.call("GET", path, { token })).status).toBe(200);
  });
});

describe("a change to an older state (409)", () => {
  test("by the revision in the body or by If-Match, with the contact as it is", async () => {
    const contact = await create({ name: "First" });
    const path = `/api/crm/contacts/${contact.id}`;
    const answer = await asAdmin("PATCH", path, { name: "Second", revision: 1 });
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"2"']);
    for (const sent of [
      { body: { name: "Third", revision: 1 } },
      { body: { name: "Third" }, headers: { "if-match": '"1"' } },
      { body: { name: "Third" }, headers: { "if-match": 'W/"1"' } },
    ]) {
      const late = await api.call("PATCH", path, { token: mine.adminToken, ...sent });
      expect([late.status, late.body]).toEqual([
        409,
        {
          error: {
            code: "conflict",
            message: "Somebody changed this contact meanwhile.",
            path: "revision",
          },
          current: answer.body,
        },
      ]);
    }
    const current = { token: mine.adminToken, headers: { "if-match": '"2"' } };
    expect(await api.call("PATCH", path, { ...current, body: { name: "Third" } })).toMatchObject({
      status: 200,
      body: { name: "Third", revision: 3 },
    });
    const odd = await refused("PATCH", path, { body: {}, headers: { "if-match": '"a", "b"' } });
    expect(odd).toMatchObject({ status: 400, path: "if-match" });
  });

  test("a tag that was added since makes a contact newer too", async () => {
    const contact = await create({ name: "Tagged" });
    const path = `/api/crm/contacts/${contact.id}`;
    await asAdmin("POST", `${path}/tags`, { tag_id: mine.tags.both });
    const late = await asAdmin("PATCH", path, { name: "Late", revision: contact.revision });
    expect(late.status).toBe(409);
  });
});

test("a live segment has a contact the moment that its criteria match", async () => {
  const criteria = {
    all: [
      { field: "contact.country", operator: "equals", value: "se" },
      { field: "contact.property.tier", operator: "equals", value: "enterprise" },
    ],
  };
  const segment = { name: "Swedes", refresh: "live", criteria };
  const { body } = await asAdmin("POST", "/api/crm/segments", segment);
  const { id } = body as { id: number };
  const names = async () => {
    const members = await asAdmin("GET", `/api/crm/segments/${id}/members`);
    const { items } = members.body as { items: { contact: { displayName: string } }[] };
    return items.map(({ contact }) => contact.displayName);
  };
  const contact = await create({ name: "Liv", country: "Sweden" });
  expect(await names()).toEqual([]);
  const path = `/api/crm/contacts/${contact.id}`;
  await asAdmin("PATCH", path, { properties: { tier: "Enterprise" } });
  expect(await names()).toEqual(["Liv"]);
  await asAdmin("PATCH", path, { country: null });
  expect(await names()).toEqual([]);
});
