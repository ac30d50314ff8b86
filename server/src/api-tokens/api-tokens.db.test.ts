import type { ApiToken, CreatedApiToken } from "@tagalong/shared/contracts/api-token.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAgent, addRole } from "../../../test/support/agents.ts";
import {
  addApiToken,
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
});

afterAll(() => api.close());

const call = (method: string, path: string, body?: unknown, token = mine.adminToken) =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const create = async (held: readonly string[], more: object = {}) =>
  (await call("POST", "/api/api-tokens", { name: "CRM sync", permissions: held, ...more }))
    .body as CreatedApiToken;
const listed = async (id: number) =>
  ((await call("GET", "/api/api-tokens")).body as ApiToken[]).find((token) => token.id === id);

describe("an API token (P4)", () => {
  test("is answered once, works, is listed without its secret, and stored hashed", async () => {
    const { token, ...created } = await create(["tag contacts"]);
    expect(created).toMatchObject({
      name: "CRM sync",
      permissions: ["view contacts", "tag contacts", "view tags"],
      status: "active",
      createdBy: "Mine admin",
      lastUsedAt: null,
      hint: token.slice(-4),
    });
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const tagged = await call("POST", path, { tag_id: mine.tags.both }, token);
    expect(tagged.body).toMatchObject({ assignments: [{ source: "api", by: "CRM sync" }] });
    const { text } = await call("GET", "/api/api-tokens");
    expect(text).not.toContain(token);
    expect(await everythingStored(api.owner)).not.toContain(token.split("_")[2]);
  });

  test("says when it was last used, written once a minute at most", async () => {
    const { id, token } = await create(["view tags"]);
    await call("GET", "/api/crm/tags", undefined, token);
    const first = (await listed(id))?.lastUsedAt;
    expect(first).not.toBeNull();
    await call("GET", "/api/crm/tags", undefined, token);
    expect((await listed(id))?.lastUsedAt).toBe(first);
  });

  test("is refused once it is revoked or has expired, with a code that says which", async () => {
    const revoked = await create(["view tags"]);
    expect((await call("DELETE", `/api/api-tokens/${revoked.id}`)).status).toBe(204);
    expect((await call("DELETE", `/api/api-tokens/${revoked.id}`)).status).toBe(204);
    const soon = new Date(Date.now() + 60_000).toISOString();
    const expired = await create(["view tags"], { expiresAt: soon });
    await api.owner.query("UPDATE api_tokens SET expires_at = now() WHERE id = $1", [expired.id]);
    for (const [{ token }, code] of [
      [revoked, "session_revoked"],
      [expired, "token_expired"],
    ] as const) {
      const answer = await call("GET", "/api/crm/tags", undefined, token);
      expect(answer).toMatchObject({ status: 401, body: { error: { code } } });
    }
    expect((await listed(revoked.id))?.status).toBe("revoked");
    expect((await listed(expired.id))?.status).toBe("expired");
    const { rows } = await api.owner.query(
      "SELECT FROM events WHERE kind = 'api_token.revoked' AND subject_id = $1",
      [String(revoked.id)],
    );
    expect(rows).toHaveLength(1);
  });

  test.each([
    [{ name: "x", permissions: [] }, 400, "permissions"],
    [{ name: " ", permissions: ["view tags"] }, 400, "name"],
    [{ name: "x", permissions: ["rule the world"] }, 400, "permissions.0"],
    [
      { name: "x", permissions: ["view tags"], expiresAt: "2020-01-01T00:00:00Z" },
      422,
      "expiresAt",
    ],
    [{ name: "x", permissions: ["view tags"], expiresAt: "tomorrow" }, 400, "expiresAt"],
  ])("%j is refused and nothing is stored", async (body, status, path) => {
    const before = await everythingStored(api.owner);
    const answer = await call("POST", "/api/api-tokens", body);
    expect(answer).toMatchObject({ status, body: { error: { path } } });
    expect(await everythingStored(api.owner)).toBe(before);
  });

  test("holds no more than its maker", async () => {
    const held = ["manage api tokens", "view tags"] as const;
    const roleId = await addRole(api.owner, mine.id, "Developers", held);
    const { token } = await addAgent(api.owner, mine.id, "Developer", { roleId });
    const body = { name: "Mine", permissions: ["manage contacts"] };
    expect(await call("POST", "/api/api-tokens", body, token)).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden", path: "permissions" } },
    });
  });

  test("cannot do what is for people: make tokens, be somebody, have sign-ins", async () => {
    const body = { name: "Child", permissions: ["view tags"] };
    const requests: [string, string, unknown?][] = [
      ["POST", "/api/api-tokens", body],
      ["GET", "/api/me"],
      ["GET", "/api/sessions"],
    ];
    for (const [method, path, sent] of requests) {
      const answer = await call(method, path, sent, mine.apiToken);
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe("tags by API", () => {
  test("are attached by id only: no source but people creates one on the way (T8)", async () => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const before = await everythingStored(api.owner);
    for (const body of [
      { name: "invented" },
      { tag_id: "invented" },
      { tag_id: 1, create: true },
    ]) {
      expect((await call("POST", path, body, mine.apiToken)).status).toBe(400);
    }
    expect((await call("POST", path, { tag_id: 999_999 }, mine.apiToken)).status).toBe(404);
    expect(await everythingStored(api.owner)).toBe(before);
  });

  test("are added to the catalogue with the permission “create tags” and not without", async () => {
    const without = await addApiToken(api.owner, mine.id, ["tag contacts", "view tags"]);
    const refused = await call("POST", "/api/crm/tags", { name: "x" }, without.secret);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    const able = await addApiToken(api.owner, mine.id, ["create tags"]);
    expect((await call("POST", "/api/crm/tags", { name: "by-api" }, able.secret)).status).toBe(201);
  });
});
