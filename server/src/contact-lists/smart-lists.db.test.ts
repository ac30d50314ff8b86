import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addApiToken,
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;
let theirs: SampleOrganization;
/** Signed in as agents of `mine`. */
let ann: string;
let bob: string;
/** May look, but manage nothing. */
let viewer: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  theirs = await addOrganization(api.owner, "Theirs");
  ann = mine.adminToken;
  bob = await signIn(mine.agent.actor.id);
  viewer = (await addApiToken(api.owner, mine.id, ["view contacts"])).secret;
});

afterAll(() => api.close());

beforeEach(() => {
  api.hints.length = 0;
});

async function signIn(agent: number): Promise<string> {
  const { rows } = await api.owner.query<{ user_id: string; name: string; email: string }>(
    "SELECT user_id, name, email FROM agents WHERE id = $1",
    [agent],
  );
  const [{ user_id, name, email } = { user_id: "", name: "", email: "" }] = rows;
  const token = `token-of-${user_id}-${"x".repeat(20)}`;
  await api.owner.query(
    `INSERT INTO auth."user" (id, name, email, "organizationId") VALUES ($1, $2, $3, $4)`,
    [user_id, name, email, mine.id],
  );
  await api.owner.query(
    `INSERT INTO auth."session" (id, token, "userId", "expiresAt")
     VALUES ($1, $2, $1, now() + interval '1 day')`,
    [user_id, token],
  );
  return token;
}

async function call(method: string, path: string, token: string, body?: unknown) {
  const answer = await api.call(method, path, { token, body });
  return {
    status: answer.status,
    list: answer.body as SmartList,
    lists: answer.body as SmartList[],
    error: (answer.body as { error?: { code: string; path?: string; message: string } })?.error,
  };
}

async function save(token: string, list: object): Promise<SmartList> {
  const answer = await call("POST", "/api/crm/lists", token, { filter: {}, ...list });
  expect(answer.error).toBeUndefined();
  return answer.list;
}

const names = async (token: string) =>
  (await call("GET", "/api/crm/lists", token)).lists.map(({ name }) => name);

const plan = { field: "contact.property.plan_tier", operator: "equals", value: "enterprise" };

describe("a smart list (C7)", () => {
  test("keeps a filter with the way it is shown", async () => {
    const filter = {
      q: "acme",
      tags: [mine.tags.both, mine.tags.contact],
      segments: [mine.segment],
      criteria: { any: [plan] },
    };
    const shown = {
      sort: "name",
      direction: "asc",
      columns: ["phone", "property.plan_tier"],
    } as const;
    const made = await save(ann, { name: " VIP  at Acme ", filter, ...shown });
    expect(made).toMatchObject({
      name: "VIP  at Acme",
      filter,
      ...shown,
      shared: false,
      ownerId: mine.admin.actor.id,
      flags: [],
    });
    expect((await call("GET", `/api/crm/lists/${made.id}`, ann)).list).toEqual(made);
  });

  test.each([
    { q: "x" },
    { tags: [1] },
    { segments: [1] },
    { criteria: { all: [] } },
    { criteria: { none: [plan, { all: [plan] }] }, tags: [1] },
    {},
  ])("gives back the filter %j as it was given", async (template) => {
    const filter = {
      ...template,
      ...(template.tags ? { tags: [mine.tags.both] } : {}),
      ...(template.segments ? { segments: [mine.segment] } : {}),
    };
    const made = await save(ann, {
      name: `Given ${JSON.stringify(template)}`.slice(0, 99),
      filter,
    });
    expect(made.filter).toEqual(filter);
  });

  test("changes in what is given, and tells the open windows", async () => {
    const { id } = await save(ann, { name: "Before", filter: { q: "a" }, columns: ["phone"] });
    api.hints.length = 0;
    const changed = await call("PATCH", `/api/crm/lists/${id}`, ann, { name: "After" });
    expect(changed.list).toMatchObject({ name: "After", filter: { q: "a" }, columns: ["phone"] });
    const filtered = await call("PATCH", `/api/crm/lists/${id}`, ann, { filter: { q: "b" } });
    expect(filtered.list).toMatchObject({ name: "After", filter: { q: "b" } });
    expect(api.hints).toEqual([
      ["listsChanged", mine.id],
      ["listsChanged", mine.id],
    ]);
  });

  test("is deleted for good, and says so", async () => {
    const { id } = await save(ann, { name: "To go" });
    expect((await call("DELETE", `/api/crm/lists/${id}`, ann)).status).toBe(204);
    expect((await call("GET", `/api/crm/lists/${id}`, ann)).status).toBe(404);
    expect((await call("DELETE", `/api/crm/lists/${id}`, ann)).status).toBe(404);
  });
});

describe("private and shared", () => {
  test("a private one is its owner's alone; to others it is an unknown id", async () => {
    const { id } = await save(ann, { name: "Mine alone" });
    expect(await names(ann)).toContain("Mine alone");
    for (const other of [bob, mine.apiToken, viewer]) {
      expect(await names(other)).not.toContain("Mine alone");
      for (const [method, body] of [
        ["GET", undefined],
        ["PATCH", { name: "Taken" }],
        ["DELETE", undefined],
      ] as const) {
        const { status, error } = await call(method, `/api/crm/lists/${id}`, other, body);
        expect([status, error?.code]).toEqual([404, "not_found"]);
      }
    }
  });

  test("a shared one is everybody's, and is changed by who may manage contacts", async () => {
    const { id } = await save(ann, { name: "For all", shared: true });
    expect(await names(viewer)).toContain("For all");
    const renamed = await call("PATCH", `/api/crm/lists/${id}`, bob, { name: "For all of us" });
    expect(renamed.list).toMatchObject({ name: "For all of us", ownerId: mine.admin.actor.id });
    for (const [method, path, body] of [
      ["POST", "", { name: "New", filter: {}, shared: true }],
      ["PATCH", `/${id}`, { name: "No" }],
      ["DELETE", `/${id}`, undefined],
    ] as const) {
      expect((await call(method, `/api/crm/lists${path}`, viewer, body)).status).toBe(403);
    }
  });

  test("its owner alone makes it private again", async () => {
    const { id } = await save(ann, { name: "To and fro", shared: true });
    const refused = await call("PATCH", `/api/crm/lists/${id}`, bob, { shared: false });
    expect([refused.status, refused.error?.path]).toEqual([403, "shared"]);
    expect((await call("PATCH", `/api/crm/lists/${id}`, ann, { shared: false })).status).toBe(200);
    expect((await call("GET", `/api/crm/lists/${id}`, bob)).status).toBe(404);
  });

  test("a program makes shared ones only", async () => {
    const { error } = await call("POST", "/api/crm/lists", mine.apiToken, {
      name: "Mine",
      filter: {},
    });
    expect([error?.code, error?.path]).toEqual(["invalid_value", "shared"]);
    const made = await save(mine.apiToken, { name: "By a program", shared: true });
    expect(made.ownerId).toBeNull();
  });

  test("what happens to a shared one is in the history, a private one in nobody's", async () => {
    const { id } = await save(ann, { name: "Told", shared: true });
    const secret = await save(ann, { name: "Untold" });
    await call("DELETE", `/api/crm/lists/${id}`, ann);
    await call("DELETE", `/api/crm/lists/${secret.id}`, ann);
    const { rows } = await api.owner.query<{ kind: string; name: string }>(
      `SELECT kind, data ->> 'name' AS name FROM events
       WHERE subject_type = 'list' AND subject_id = ANY ($1) ORDER BY id`,
      [[String(id), String(secret.id)]],
    );
    expect(rows).toEqual([
      { kind: "list.created", name: "Told" },
      { kind: "list.deleted", name: "Told" },
    ]);
  });
});

describe("names", () => {
  test("are taken once among the shared, once among one's own, however they are written", async () => {
    await save(ann, { name: "Straße", shared: true });
    const taken = await call("POST", "/api/crm/lists", bob, {
      name: "ＳＴＲＡßＥ",
      filter: {},
      shared: true,
    });
    expect([taken.status, taken.error?.code, taken.error?.path]).toEqual([
      409,
      "name_taken",
      "name",
    ]);
    await save(ann, { name: "Straße" });
    const own = await save(bob, { name: "STRAßE" });
    const shared = await call("PATCH", `/api/crm/lists/${own.id}`, bob, { shared: true });
    expect([shared.status, shared.error?.code]).toEqual([409, "name_taken"]);
  });

  test.each(["", "   ", "\u2800", "\u200B", "a".repeat(101), "a\u0000b", "\uD800", 7, null])(
    "%j is no name",
    async (name) => {
      const { status, error } = await call("POST", "/api/crm/lists", ann, { name, filter: {} });
      expect([status, error?.path]).toEqual([400, "name"]);
    },
  );

  test.each(["a", "a".repeat(100), "👍🏽 VIP", "名前"])("%j is one", async (name) => {
    expect((await save(ann, { name })).name).toBe(name);
  });
});

describe("the filter", () => {
  const deep = JSON.parse(`${'{"all":['.repeat(30)}${"]}".repeat(30)}`) as unknown;

  test.each<[string, () => object, number, string]>([
    ["a tag of another organization", () => ({ tags: [theirs.tags.both] }), 422, "filter.tags.0"],
    ["an unknown segment", () => ({ segments: [mine.segment, 999_999] }), 422, "filter.segments.1"],
    [
      "an unknown field",
      () => ({ criteria: { all: [{ field: "x", operator: "isEmpty" }] } }),
      422,
      "filter.criteria.all.0.field",
    ],
    ["criteria that are none", () => ({ criteria: "x" }), 422, "filter.criteria"],
    [
      "criteria nested too deep (B2)",
      () => ({ criteria: deep }),
      422,
      `filter.criteria${".all.0".repeat(8)}`,
    ],
    ["a key that means nothing", () => ({ tag: 7 }), 400, "filter.tag"],
    ["a search that cannot be stored", () => ({ q: "a\u0000" }), 400, "filter.q"],
  ])("with %s is refused, and nothing is saved", async (_, filter, status, path) => {
    const before = await names(ann);
    const made = await call("POST", "/api/crm/lists", ann, { name: "Refused", filter: filter() });
    expect([made.status, made.error?.path ?? ""]).toEqual([status, path]);
    expect(await names(ann)).toEqual(before);
  });

  test("is flagged when what it names is deleted, and finds who has it then: nobody", async () => {
    const { rows } = await api.owner.query<{ id: number }>(
      "INSERT INTO tags (organization_id, name) VALUES ($1, 'short-lived') RETURNING id",
      [mine.id],
    );
    const id = rows[0]?.id ?? 0;
    await api.owner.query(
      "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
      [mine.id],
    );
    const named = { field: "contact.tags", operator: "hasAnyOf", value: [id] };
    const filter = { tags: [mine.tags.both, id], criteria: { all: [plan, named] } };
    const made = await save(ann, { name: "Flagged", filter });
    expect(made.flags).toEqual([]);
    await call("DELETE", `/api/crm/tags/${id}`, ann);
    const { list } = await call("GET", `/api/crm/lists/${made.id}`, ann);
    const message = "The tag “short-lived” was deleted.";
    expect(list.flags).toEqual([
      { path: "tags.1", code: "deleted_tag", message },
      { path: "criteria.all.1", code: "deleted_tag", message },
    ]);
  });

  test("follows a tag that was merged into another (T10)", async () => {
    const { rows } = await api.owner.query<{ id: number }>(
      "INSERT INTO tags (organization_id, name) VALUES ($1, 'twin') RETURNING id",
      [mine.id],
    );
    const id = rows[0]?.id ?? 0;
    await api.owner.query(
      "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
      [mine.id],
    );
    const shared = await save(ann, { name: "Of twins", filter: { tags: [id] }, shared: true });
    const own = await save(ann, { name: "My twins", filter: { tags: [id, mine.tags.both] } });
    const usage = await api.call("GET", "/api/crm/tags/usage", { token: ann });
    const used = (usage.body as { tagId: number; usedBy: { name: string }[] }[]).find(
      ({ tagId }) => tagId === id,
    );
    expect(used?.usedBy.map(({ name }) => name).sort()).toEqual(["Of twins", "a private one"]);
    await call("POST", `/api/crm/tags/${mine.tags.both}/merge`, ann, { tagIds: [id] });
    for (const list of [shared, own]) {
      const now = await call("GET", `/api/crm/lists/${list.id}`, ann);
      expect(now.list.filter).toEqual({ tags: [mine.tags.both] });
    }
  });

  test("by segments is saved by who may see segments only (S8)", async () => {
    const { secret } = await addApiToken(api.owner, mine.id, ["view contacts", "manage contacts"]);
    const list = { name: "Members", filter: { segments: [mine.segment] }, shared: true };
    expect((await call("POST", "/api/crm/lists", secret, list)).status).toBe(403);
  });
});
