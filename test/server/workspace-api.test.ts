import { rolePermissions } from "@tagalong/shared/permissions.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addOrganization, type SampleOrganization } from "../support/sample-organization.ts";
import { startTestApi, type TestApi } from "../support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine", { tagNames: "as_typed", maxTags: null });
  await addOrganization(api.owner, "Theirs");
});

afterAll(() => api.close());

const get = async (path: string, token = mine.adminToken) => {
  const { status, body } = await api.call("GET", path, { token });
  return [status, body];
};

test("who is signed in learns what the interface goes by", async () => {
  expect(await get("/api/me")).toEqual([
    200,
    {
      agent: {
        id: mine.admin.actor.id,
        name: "Mine admin",
        email: "admin@mine.example",
        role: "admin",
      },
      organization: {
        id: mine.id,
        name: "Mine",
        tagNames: "as_typed",
        maxTagsPerRecord: null,
        exportLimit: 2_000,
      },
      permissions: rolePermissions.admin,
    },
  ]);
});

test("a program is not somebody who is signed in", async () => {
  expect(await get("/api/me", mine.apiToken)).toMatchObject([
    403,
    { error: { code: "forbidden" } },
  ]);
});

test("teammates are the organization's agents, by name", async () => {
  expect(await get("/api/teammates")).toEqual([
    200,
    [
      { id: mine.admin.actor.id, name: "Mine admin", role: "admin" },
      { id: mine.agent.actor.id, name: "Mine agent", role: "agent" },
    ],
  ]);
});

test("queues come in the order in which they are tried, with their open conversations (R2)", async () => {
  const { rows } = await api.owner.query<{ id: number }>(
    `INSERT INTO queues (organization_id, name, position, criteria)
     VALUES ($1, 'VIP', 5, '{"all": []}'), ($1, 'Billing', 4, '{"all": []}') RETURNING id`,
    [mine.id],
  );
  const [vip, billing] = rows;
  await api.owner.query(
    `INSERT INTO conversations (organization_id, contact_id, queue_id, status)
     SELECT $1, $2, $3, unnest('{open,open,snoozed,closed}'::text[])`,
    [mine.id, mine.contact, vip?.id],
  );
  expect(await get("/api/queues")).toEqual([
    200,
    [
      { id: billing?.id, name: "Billing", fallback: false, open: 0 },
      { id: vip?.id, name: "VIP", fallback: false, open: 2 },
      { id: mine.queue, name: "Mine support", fallback: true, open: 1 },
    ],
  ]);
});

test("properties come with their kind and who may write them (C1)", async () => {
  expect(await get("/api/properties")).toEqual([
    200,
    [
      {
        key: "plan_tier",
        label: "Mine plan",
        kind: "text",
        choices: [],
        writers: ["agent", "unsigned_context"],
        deletedAt: null,
      },
    ],
  ]);
});
