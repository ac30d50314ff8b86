import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import {
  managedPropertySchema,
  propertyUseSchema,
  type ManagedProperty,
} from "@tagalong/shared/contracts/property.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../support/sample-organization.ts";
import { startTestApi, type CallOptions, type TestApi } from "../support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;
let number = 0;

beforeAll(async () => {
  api = await startTestApi();
});

// Each test has an organization of its own, with the property plan_tier.
beforeEach(async () => {
  mine = await addOrganization(api.owner, `Mine${++number}`);
});

afterAll(() => api.close());

async function call(method: string, path: string, body?: unknown) {
  const answer = await api.call(method, path, { token: mine.adminToken, body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
}
const define = async (property: object) =>
  managedPropertySchema.parse(await call("POST", "/api/properties", property));
const change = async (key: string, wanted: object) =>
  managedPropertySchema.parse(await call("PATCH", `/api/properties/${key}`, wanted));
const remove = (key: string) => call("DELETE", `/api/properties/${key}`);
const restore = (key: string) => call("POST", `/api/properties/${key}/restore`, {});
const use = async (key: string) =>
  propertyUseSchema.parse(await call("GET", `/api/properties/${key}/use`));
const list = async (query = "") =>
  z.array(managedPropertySchema).parse(await call("GET", `/api/properties${query}`));
const keys = (properties: readonly ManagedProperty[]) => properties.map(({ key }) => key);
const contactWith = async (properties: object) => {
  const body = await call("POST", "/api/crm/contacts", { name: "Holder", properties });
  return (body as { id: number }).id;
};

/** Sends what must be refused, and holds that nothing is stored. */
async function refused(method: string, path: string, options: CallOptions) {
  const before = await everythingStored(api.owner, mine.id);
  const { status, body } = await api.call(method, path, { token: mine.adminToken, ...options });
  expect(await everythingStored(api.owner, mine.id)).toBe(before);
  return { status, ...errorBodySchema.parse(body).error };
}

async function rulesVersion() {
  const { rows } = await api.owner.query<{ rules_version: string }>(
    "SELECT rules_version FROM organizations WHERE organization_id = $1",
    [mine.id],
  );
  return Number(rows[0]?.rules_version);
}

describe("defining a property (C1)", () => {
  test("the key follows from the label and stays; open windows and caches of rules hear of it", async () => {
    const version = await rulesVersion();
    api.hints.length = 0;
    const made = await define({ label: " Contract  type ", kind: "choice", choices: ["A ", "B"] });
    expect(made).toEqual({
      key: "contract_type",
      label: "Contract type",
      kind: "choice",
      choices: ["A", "B"],
      writers: ["agent", "api"],
      deletedAt: null,
    });
    expect(await rulesVersion()).toBe(version + 1);
    expect(api.hints).toEqual([["propertiesChanged", mine.id]]);
    const renamed = await change("contract_type", { label: "Kind of contract" });
    expect(renamed).toMatchObject({ key: "contract_type", label: "Kind of contract" });
    expect((await define({ label: "Contract type", kind: "text" })).key).toBe("contract_type_2");
    expect((await define({ label: "Тариф", kind: "text", key: "tariff" })).key).toBe("tariff");
  });

  test.each<[string, object, string | undefined]>([
    ["without a label", { label: " ", kind: "text" }, "label"],
    ["with nothing to see", { label: "\u200B", kind: "text" }, "label"],
    ["with a label of 61 characters", { label: "a".repeat(61), kind: "text" }, "label"],
    ["with a label that is taken", { label: "ｍINE", kind: "text" }, "label"],
    ["of a kind that is none", { label: "X", kind: "list" }, "kind"],
    ["with a key that is none", { label: "X", kind: "text", key: "X Y" }, "key"],
    ["with a key that is taken", { label: "X", kind: "text", key: "plan_tier" }, "key"],
    ["with an inherited key", { label: "X", kind: "text", key: "constructor" }, "key"],
    ["with nothing to choose", { label: "X", kind: "choice" }, "choices"],
    ["with choices where none is", { label: "X", kind: "text", choices: ["a"] }, "choices"],
    ["with a choice twice", { label: "X", kind: "choice", choices: ["a", " Ａ"] }, "choices.1"],
    ["with a blank choice", { label: "X", kind: "choice", choices: ["a", " "] }, "choices.1"],
    [
      "with 101 choices",
      { label: "X", kind: "choice", choices: Array.from({ length: 101 }, (_, at) => `${at}`) },
      "choices",
    ],
    ["with a writer that is none", { label: "X", kind: "text", writers: ["visitor"] }, "writers.0"],
    ["with a field that is none", { label: "X", kind: "text", position: 1 }, "position"],
  ])("%s is refused", async (_, body, path) => {
    await change("plan_tier", { label: "Mine" });
    const error = await refused("POST", "/api/properties", { body });
    expect([400, 409, 422]).toContain(error.status);
    expect(error.path).toBe(path);
  });

  test("an organization has at most 250", async () => {
    await api.owner.query(
      `INSERT INTO properties (organization_id, key, label, kind, writers)
       SELECT $1, 'more_' || n, 'More ' || n, 'text', '{}' FROM generate_series(1, 249) n`,
      [mine.id],
    );
    const body = { label: "One too many", kind: "text" };
    expect(await refused("POST", "/api/properties", { body })).toMatchObject({ status: 422 });
    await remove("more_7");
    await define(body);
    expect(await refused("POST", "/api/properties/more_7/restore", { body: {} })).toMatchObject({
      status: 422,
    });
  });

  test("twenty at once take twenty keys", async () => {
    const body = (at: number) => ({ label: `Same ${"!".repeat(at)}`, kind: "text" });
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => call("POST", "/api/properties", body(at))),
    );
    expect(new Set(keys(await list())).size).toBe(21);
  });

  test("only who manages settings may, everybody who sees contacts may look", async () => {
    const before = await everythingStored(api.owner, mine.id);
    const agent = await api.owner.query<{ id: string }>(
      `INSERT INTO auth."session" (id, token, "userId", "expiresAt")
       VALUES ($1, $1, $2, now() + interval '1 day') RETURNING token AS id`,
      [`agent-session-${number}`, await agentUser()],
    );
    const token = agent.rows[0]?.id;
    const attempts = [
      ["POST", "/api/properties", { label: "X", kind: "text" }],
      ["PATCH", "/api/properties/plan_tier", { label: "X" }],
      ["DELETE", "/api/properties/plan_tier", undefined],
      ["POST", "/api/properties/plan_tier/restore", {}],
      ["PUT", "/api/properties/order", { keys: ["plan_tier"] }],
      ["GET", "/api/properties/plan_tier/use", undefined],
    ] as const;
    for (const [method, path, body] of attempts) {
      const { status } = await api.call(method, path, { token, body });
      expect([method, path, status]).toEqual([method, path, 403]);
    }
    expect((await api.call("GET", "/api/properties", { token })).status).toBe(200);
    expect(await everythingStored(api.owner, mine.id)).toBe(before);
  });

  async function agentUser() {
    const { actor } = mine.agent;
    if (actor.type !== "agent") throw new Error("An agent is one.");
    await api.owner.query(
      `INSERT INTO auth."user" (id, name, email, "organizationId") VALUES ($1, $2, $3, $4)`,
      [actor.userId, actor.name, actor.email, mine.id],
    );
    return actor.userId;
  }
});

describe("changing a property", () => {
  test("the kind only while no contact has a value and no rule names it", async () => {
    await define({ label: "Seats", kind: "text" });
    expect(await change("seats", { kind: "number" })).toMatchObject({ kind: "number" });
    const holder = await contactWith({ seats: 5 });
    const kind = { body: { kind: "text" } };
    const held = await refused("PATCH", "/api/properties/seats", kind);
    expect(held).toMatchObject({ status: 422, path: "kind" });
    await call("PATCH", `/api/crm/contacts/${holder}`, { properties: { seats: null } });
    await call("POST", "/api/crm/segments", onProperty("Large", "seats", "greaterThan", 9));
    const named = await refused("PATCH", "/api/properties/seats", kind);
    expect(named).toMatchObject({
      status: 422,
      path: "kind",
      message: expect.stringMatching(/Large/),
    });
  });

  test("a choice that is taken away: who holds it is counted, keeps it and still matches", async () => {
    await define({ label: "Tier", kind: "choice", choices: ["Trial", "Pro", "Enterprise"] });
    const holder = await contactWith({ tier: "trial" });
    await contactWith({ tier: "Trial" });
    await contactWith({ tier: "Pro" });
    const segment = onProperty("Trying", "tier", "equals", "Trial", "live");
    const { id } = (await call("POST", "/api/crm/segments", segment)) as { id: number };
    expect((await use("tier")).choices).toEqual([
      { choice: "Trial", offered: true, contacts: 2 },
      { choice: "Pro", offered: true, contacts: 1 },
      { choice: "Enterprise", offered: true, contacts: 0 },
    ]);
    await change("tier", { choices: ["Pro", "Enterprise"] });
    expect(await use("tier")).toMatchObject({
      contacts: 3,
      choices: [
        { choice: "Pro" },
        { choice: "Enterprise" },
        { choice: "Trial", offered: false, contacts: 2 },
      ],
      usedBy: [{ kind: "segment", name: "Trying" }],
    });
    const members = await call("GET", `/api/crm/segments/${id}/members`);
    expect(members).toMatchObject({ items: [{}, {}] });
    const again = await refused("PATCH", `/api/crm/contacts/${holder}`, {
      body: { properties: { tier: "Trial" } },
    });
    expect(again).toMatchObject({ status: 422, path: "properties.tier" });
    const other = await call("PATCH", `/api/crm/contacts/${holder}`, { company: "Kept" });
    expect(other).toMatchObject({ properties: { tier: "Trial" } });
  });

  test("their order is the organization's own, and names each once", async () => {
    await define({ label: "Two", kind: "text" });
    await define({ label: "Three", kind: "text" });
    const order = ["three", "plan_tier", "two"];
    await call("PUT", "/api/properties/order", { keys: order });
    expect(keys(await list())).toEqual(order);
    for (const wrong of [["three"], [...order, "two"], [...order, "nothing"], []]) {
      const error = await refused("PUT", "/api/properties/order", { body: { keys: wrong } });
      expect(error).toMatchObject({ status: 409, path: "keys" });
    }
  });
});

describe("deleting a property", () => {
  test("contacts keep their values unseen; a rule that names it matches nobody, until it is restored", async () => {
    await define({ label: "Tier", kind: "choice", choices: ["Trial", "Pro"] });
    const holder = await contactWith({ tier: "Pro", plan_tier: "gold" });
    const segment = onProperty("Paying", "tier", "equals", "Pro", "live");
    const { id } = (await call("POST", "/api/crm/segments", segment)) as { id: number };
    const members = async () =>
      ((await call("GET", `/api/crm/segments/${id}/members`)) as { items: unknown[] }).items.length;
    const shown = async () =>
      ((await call("GET", `/api/crm/contacts/${holder}`)) as { properties: object }).properties;
    expect([await members(), await shown()]).toEqual([1, { tier: "Pro", plan_tier: "gold" }]);
    expect(await use("tier")).toMatchObject({ contacts: 1, usedBy: [{ name: "Paying" }] });

    await remove("tier");
    await remove("tier");
    expect(keys(await list())).toEqual(["plan_tier"]);
    expect(keys(await list("?status=deleted"))).toEqual(["tier"]);
    expect([await members(), await shown()]).toEqual([0, { plan_tier: "gold" }]);
    const listed = await call("GET", "/api/crm/contacts?q=holder");
    expect(listed).toMatchObject({ items: [{ properties: { plan_tier: "gold" } }] });
    expect(JSON.stringify(listed)).not.toContain('"tier"');
    const flagged = await call("GET", `/api/crm/segments/${id}`);
    expect(flagged).toMatchObject({ flags: [{ path: "all.0", code: "missing_field" }] });
    const write = { body: { properties: { tier: "Trial" } } };
    expect(await refused("PATCH", `/api/crm/contacts/${holder}`, write)).toMatchObject({
      status: 422,
      path: "properties.tier",
    });
    const edited = await call("PATCH", `/api/crm/contacts/${holder}`, {
      properties: { plan_tier: "silver" },
    });
    expect(edited).toMatchObject({ properties: { plan_tier: "silver" } });
    const taken = await refused("POST", "/api/properties", {
      body: { label: "Other", kind: "text", key: "tier" },
    });
    expect(taken).toMatchObject({
      status: 409,
      path: "key",
      message: expect.stringMatching(/restore/),
    });

    await restore("tier");
    await restore("tier");
    expect([await members(), await shown()]).toEqual([1, { tier: "Pro", plan_tier: "silver" }]);
  });

  test("its label is free meanwhile, and then hinders the restore", async () => {
    await define({ label: "Tier", kind: "text" });
    await remove("tier");
    expect((await define({ label: "tier", kind: "text" })).key).toBe("tier_2");
    const error = await refused("POST", "/api/properties/tier/restore", { body: {} });
    expect(error).toMatchObject({ status: 409, code: "name_taken", path: "label" });
  });

  test("what was done is in the one history", async () => {
    await define({ label: "Tier", kind: "text" });
    await change("tier", { label: "Plan", writers: ["agent", "agent"] });
    await change("tier", { label: "Plan" });
    await remove("tier");
    await restore("tier");
    const { rows } = await api.owner.query<{ kind: string; data: object }>(
      `SELECT kind, data FROM events WHERE organization_id = $1 AND subject_type = 'property' ORDER BY id`,
      [mine.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      "property.created",
      "property.updated",
      "property.deleted",
      "property.restored",
    ]);
    expect(rows[1]?.data).toMatchObject({
      before: { label: "Tier", writers: ["agent", "api"] },
      after: { label: "Plan", writers: ["agent"] },
    });
  });
});

function onProperty(
  name: string,
  key: string,
  operator: string,
  value: unknown,
  refresh = "on_sync",
) {
  const condition = { field: `contact.property.${key}`, operator, value };
  return { name, refresh, criteria: { all: [condition] } };
}
