import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import { rolePermissions } from "@tagalong/shared/permissions.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addApiToken,
  addContact,
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
});

afterAll(() => api.close());

const asAdmin = (method: string, path: string, body?: unknown) =>
  api.call(method, path, { token: mine.adminToken, body });

/** Sends what must be refused, and holds that nothing is stored. */
async function refused(method: string, path: string, options: CallOptions) {
  const before = await everythingStored(api.owner);
  const { status, body } = await api.call(method, path, { token: mine.apiToken, ...options });
  expect(await everythingStored(api.owner)).toBe(before);
  const { error } = errorBodySchema.parse(body);
  return { status, ...error };
}

describe("attaching by the API (T11)", () => {
  test('POST {"tag_id": 7} attaches, DELETE detaches, both as often as one likes', async () => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const tag = mine.tags.both;
    const body = { tag_id: tag };
    const answers = [];
    for (const [method, at, sent] of [
      ["POST", path, body],
      ["POST", path, body],
      ["DELETE", `${path}/${tag}`, undefined],
      ["DELETE", `${path}/${tag}`, undefined],
    ] as const) {
      const answer = await api.call(method, at, { token: mine.apiToken, body: sent });
      answers.push([answer.status, answer.body]);
    }
    const assignment = {
      tagId: tag,
      source: "api",
      sourceLabel: "API",
      by: "Script",
      at: expect.any(String),
      historical: false,
    };
    expect(answers).toEqual([
      [200, { changed: true, assignments: [assignment] }],
      [200, { changed: false, assignments: [assignment] }],
      [200, { changed: true, assignments: [] }],
      [200, { changed: false, assignments: [] }],
    ]);
  });

  test.each([
    ["no body", undefined],
    ["text", '"7"'],
    ["no JSON", "{"],
    ["nothing in it", "{}"],
    ["an id as text", '{"tag_id": "7"}'],
    ["a fraction", '{"tag_id": 1.5}'],
    ["beyond 2^53", '{"tag_id": 9007199254740993}'],
    ["infinity", '{"tag_id": 1e400}'],
    ["a list", '{"tag_id": [7]}'],
    ["an unknown key", '{"tag_id": 7, "replace": true}'],
    ["a prototype", '{"tag_id": 7, "__proto__": {}}'],
  ])("a body with %s is refused", async (_, body) => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    expect(await refused("POST", path, { body })).toMatchObject({
      status: 400,
      code: "invalid_request",
    });
  });

  test("an id that no tag can have is a tag that is not there", async () => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const error = await refused("POST", path, { body: { tag_id: 3_000_000_000 } });
    expect(error).toMatchObject({ status: 404, code: "not_found" });
  });

  test.each([
    ["wrong_tag_scope", () => mine.tags.conversation],
    ["tag_deleted", () => mine.tags.deleted],
  ])("%s is 422 and names the field", async (code, tag) => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const error = await refused("POST", path, { body: { tag_id: tag() } });
    expect(error).toMatchObject({ status: 422, code, path: "tag_id" });
  });
});

describe("creating by the API", () => {
  test("answers 201 with the tag under its stored name (T1)", async () => {
    const { status, body } = await asAdmin("POST", "/api/crm/tags", { name: "Early Adopter" });
    expect([status, body]).toMatchObject([
      201,
      { name: "early-adopter", description: "", color: "default", scope: "both", nearTwin: null },
    ]);
  });

  test("a taken name is 409", async () => {
    const error = await refused("POST", "/api/crm/tags", { body: { name: "early adopter" } });
    expect(error).toMatchObject({ status: 409, code: "name_taken", path: "name" });
  });

  test("needs the permission: a program that may tag may still not create (T8)", async () => {
    const held = rolePermissions.agent.filter((permission) => permission !== "create tags");
    const { secret } = await addApiToken(api.owner, mine.id, held);
    const body = { name: "smuggled" };
    expect(await refused("POST", "/api/crm/tags", { token: secret, body })).toMatchObject({
      status: 403,
      code: "forbidden",
    });
    const contact = await addContact(api.owner, mine.id, "Customer");
    const { status } = await api.call("POST", `/api/crm/contacts/${contact}/tags`, {
      token: secret,
      body: { tag_id: mine.tags.both },
    });
    expect(status).toBe(200);
  });

  test.each([
    ["NUL", { name: "a\u0000b" }, 400],
    ["a lone surrogate", { name: "a\uD800b" }, 400],
    ["no name", {}, 400],
    ["a number", { name: 7 }, 400],
    ["201 units", { name: "a".repeat(201) }, 400],
    ["an unknown colour", { name: "a", color: "#ff0000" }, 400],
    ["an unknown scope", { name: "a", scope: "lead" }, 400],
    ["an unknown key", { name: "a", id: 7 }, 400],
    ["a description of 501 characters", { name: "a", description: "x".repeat(501) }, 400],
    ["nothing to see", { name: " \u200B " }, 422],
    ["51 characters", { name: "a".repeat(51) }, 422],
  ])("a tag with %s is refused", async (_, body, status) => {
    expect(await refused("POST", "/api/crm/tags", { body })).toMatchObject({ status });
  });

  test("a description of 500 characters is kept", async () => {
    const description = "ü".repeat(500);
    const { status, body } = await asAdmin("POST", "/api/crm/tags", { name: "long", description });
    expect([status, body]).toMatchObject([201, { description }]);
  });

  test("a body of more than 64 KiB is refused while it is read", async () => {
    const body = { name: "a", description: "x".repeat(70_000) };
    expect(await refused("POST", "/api/crm/tags", { body })).toMatchObject({
      status: 413,
      code: "too_large",
    });
  });
});

test("the catalogue's filters are checked (T5)", async () => {
  const { status, body } = await asAdmin("GET", "/api/crm/tags?status=deleted&scope=contact&q=GO");
  expect([status, body]).toMatchObject([200, [{ name: "gone", deletedAt: expect.any(String) }]]);
  expect(await refused("GET", "/api/crm/tags?status=some", {})).toMatchObject({
    status: 400,
    path: "status",
  });
});

test("a contact's detail shows what is active, what is history, and where it came from (C3, T5, T6)", async () => {
  const contact = await addContact(api.owner, mine.id, "Customer");
  const { body } = await asAdmin("POST", "/api/crm/tags", { name: "short-lived" });
  const { id } = body as { id: number };
  const path = `/api/crm/contacts/${contact}`;
  await asAdmin("POST", `${path}/tags`, { tag_id: id });
  await api.call("POST", `${path}/tags`, {
    token: mine.apiToken,
    body: { tag_id: mine.tags.contact },
  });
  await api.owner.query("UPDATE tags SET deleted_at = now() WHERE id = $1", [id]);
  expect((await asAdmin("GET", path)).body).toMatchObject({
    id: contact,
    revision: 3,
    assignments: [
      { tagId: id, sourceLabel: "Manual (admin)", by: "Mine admin", historical: true },
      { tagId: mine.tags.contact, sourceLabel: "API", by: "Script", historical: false },
    ],
  });
  const timeline = await asAdmin("GET", `${path}/timeline`);
  expect(timeline.body).toMatchObject({
    items: [
      { label: "Tag added", detail: "enterprise", by: "Script", source: "API" },
      { label: "Tag added", detail: "short-lived", by: "Mine admin", source: "Manual (admin)" },
    ],
    nextCursor: null,
  });
});
