import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addApiToken,
  addContact,
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;
let names = 0;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
});

afterAll(() => api.close());

async function call(method: string, path: string, body?: unknown, token = mine.adminToken) {
  const { status, body: answer } = await api.call(method, `/api/crm/segments${path}`, {
    token,
    body,
  });
  return { status, body: answer as Segment & { changed: boolean; error: { path?: string } } };
}

const onPlan = (value: string) => ({
  all: [{ field: "contact.property.plan_tier", operator: "equals", value }],
});

async function create(segment: object = {}): Promise<Segment> {
  const name = `Segment ${++names}`;
  const { status, body } = await call("POST", "", { name, refresh: "manual", ...segment });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function membersOf(id: number): Promise<number[]> {
  const { body } = await api.call("GET", `/api/crm/segments/${id}/members`, {
    token: mine.adminToken,
  });
  return (body as { items: { contact: { id: number } }[] }).items.map(({ contact }) => contact.id);
}

async function kindsOf(segmentId: number): Promise<string[]> {
  const { rows } = await api.owner.query<{ kind: string }>(
    "SELECT kind FROM events WHERE subject_type = 'segment' AND subject_id = $1 ORDER BY id",
    [String(segmentId)],
  );
  return rows.map(({ kind }) => kind);
}

describe("editing a segment (S3)", () => {
  test("changes what is given, and nothing else; other windows are told", async () => {
    const before = await create({ refresh: "on_sync", criteria: onPlan("gold"), description: "D" });
    api.hints.length = 0;
    const { status, body } = await call("PATCH", `/${before.id}`, { name: "Golden" });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, name: "Golden" });
    expect(api.hints).toContainEqual(["settingsChanged", mine.id, "segments"]);
    const criteria = onPlan("silver");
    const changed = await call("PATCH", `/${before.id}`, { criteria, refresh: "live" });
    expect(changed.body).toMatchObject({ criteria, refresh: "live", description: "D" });
    expect(changed.body.sentence).toBe('Mine plan is "silver"');
    expect(await kindsOf(before.id)).toEqual([
      "segment.created",
      "segment.updated",
      "segment.updated",
    ]);
  });

  test("brings nobody in and takes nobody out (S1)", async () => {
    const contact = await addContact(api.owner, mine.id, "Stays");
    const { id } = await create();
    await call("POST", `/${id}/members/${contact}`);
    await call("PATCH", `/${id}`, {
      refresh: "on_conversation",
      criteria: onPlan("nobody has it"),
    });
    expect(await membersOf(id)).toEqual([contact]);
  });

  test("a list that Live has no use for is there again after it (S1)", async () => {
    const contact = await addContact(api.owner, mine.id, "Waits");
    const { id } = await create({ criteria: onPlan("nobody has it") });
    await call("POST", `/${id}/members/${contact}`);
    expect((await call("PATCH", `/${id}`, { refresh: "live" })).body.members).toBe(0);
    expect(await membersOf(id)).toEqual([]);
    await call("PATCH", `/${id}`, { refresh: "manual" });
    expect(await membersOf(id)).toEqual([contact]);
  });

  test("is refused for a taken name, a circle, missing and bad criteria, with its place", async () => {
    const taken = await create();
    const inner = await create({ refresh: "live", criteria: onPlan("gold") });
    const inSegment = (id: number) => ({
      all: [{ field: "contact.segments", operator: "hasAnyOf", value: [id] }],
    });
    const outer = await create({ refresh: "live", criteria: inSegment(inner.id) });
    const manual = await create();
    const stored = await everythingStored(api.owner);
    for (const [path, change, status, at] of [
      [inner.id, { name: taken.name }, 409, "name"],
      [inner.id, { criteria: inSegment(outer.id) }, 422, "criteria"],
      [inner.id, { criteria: inSegment(inner.id) }, 422, "criteria"],
      [manual.id, { refresh: "live" }, 422, "criteria"],
      [inner.id, { criteria: null }, 422, "criteria"],
      [
        inner.id,
        { criteria: { any: [{ field: "x", operator: "equals" }] } },
        422,
        "criteria.any.0.field",
      ],
      [inner.id, { colour: "red" }, 400, "colour"],
    ] as const) {
      const answer = await call("PATCH", `/${path}`, change);
      expect([answer.status, answer.body.error.path], JSON.stringify(change)).toEqual([status, at]);
    }
    expect(await everythingStored(api.owner)).toBe(stored);
  });

  test("keeps its own name and criteria without calling them taken or a circle", async () => {
    const segment = await create({ refresh: "live", criteria: onPlan("gold") });
    const { name, criteria } = segment;
    const { status, body } = await call("PATCH", `/${segment.id}`, { name, criteria });
    expect(status).toBe(200);
    expect(body).toEqual(segment);
  });
});

describe("deleting a segment", () => {
  test("takes it from the list and frees its name; who names it matches nobody by it (meaning 5)", async () => {
    const contact = await addContact(api.owner, mine.id, "Deleted's");
    const gone = await create();
    await call("POST", `/${gone.id}/members/${contact}`);
    const named = { field: "contact.segments", operator: "hasAnyOf", value: [gone.id] };
    const user = await create({ refresh: "live", criteria: { all: [named] } });
    expect(user.members).toBe(1);
    expect((await call("DELETE", `/${gone.id}`)).status).toBe(200);
    expect((await call("GET", `/${gone.id}`)).status).toBe(404);
    expect((await call("DELETE", `/${gone.id}`)).status).toBe(404);
    expect((await call("GET", `/${user.id}`)).body.members).toBe(0);
    expect((await create({ name: gone.name })).name).toBe(gone.name);
  });
});

describe("members by hand (S2)", () => {
  test("are added and removed once, with events and a new revision", async () => {
    const contact = await addContact(api.owner, mine.id, "By hand");
    const { id } = await create();
    const path = `/${id}/members/${contact}`;
    api.hints.length = 0;
    expect((await call("POST", path)).body).toEqual({ changed: true });
    expect((await call("POST", path)).body).toEqual({ changed: false });
    expect(await membersOf(id)).toEqual([contact]);
    expect((await call("DELETE", path)).body).toEqual({ changed: true });
    expect((await call("DELETE", path)).body).toEqual({ changed: false });
    expect(await membersOf(id)).toEqual([]);
    expect(await kindsOf(id)).toEqual(["segment.created", "segment.entered", "segment.left"]);
    const told = api.hints.filter(([name]) => name === "contactChanged");
    expect(told).toEqual([
      ["contactChanged", mine.id, { id: contact, revision: 2 }],
      ["contactChanged", mine.id, { id: contact, revision: 3 }],
    ]);
  });

  test("who was removed is a member again only when added again by hand", async () => {
    const contact = await addContact(api.owner, mine.id, "Comes back");
    const { id } = await create();
    const path = `/${id}/members/${contact}`;
    for (const method of ["POST", "DELETE", "POST"]) await call(method, path);
    expect(await membersOf(id)).toEqual([contact]);
  });

  test("a member by criteria becomes one by hand, without entering twice", async () => {
    const contact = await addContact(api.owner, mine.id, "Matched");
    const { id } = await create({ refresh: "on_conversation", criteria: onPlan("gold") });
    await api.owner.query(
      `INSERT INTO segment_memberships
         (organization_id, segment_id, contact_id, state, by_hand, source, actor_type)
       VALUES ($1, $2, $3, 'member', false, 'on_conversation', 'system')`,
      [mine.id, id, contact],
    );
    expect((await call("POST", `/${id}/members/${contact}`)).body).toEqual({ changed: true });
    expect(await kindsOf(id)).toEqual(["segment.created"]);
    const { rows } = await api.owner.query(
      "SELECT by_hand, source FROM segment_memberships WHERE segment_id = $1",
      [id],
    );
    expect(rows).toEqual([{ by_hand: true, source: "manual" }]);
  });

  test("a live segment takes none, and who is no contact is not there", async () => {
    const live = await create({ refresh: "live", criteria: onPlan("gold") });
    expect((await call("POST", `/${live.id}/members/${mine.contact}`)).status).toBe(422);
    expect((await call("DELETE", `/${live.id}/members/${mine.contact}`)).status).toBe(422);
    const { id } = await create();
    expect((await call("POST", `/${id}/members/999999999`)).status).toBe(404);
  });

  test("added by twenty at once, enter once", async () => {
    const contact = await addContact(api.owner, mine.id, "Wanted");
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call("POST", `/${id}/members/${contact}`)),
    );
    expect(answers.filter(({ body }) => body.changed)).toHaveLength(1);
    expect(await kindsOf(id)).toEqual(["segment.created", "segment.entered"]);
  });
});

test("who may only see segments may not change them (S8)", async () => {
  const { secret } = await addApiToken(api.owner, mine.id, ["view crm segments"]);
  const { id } = await create();
  for (const [method, path, body] of [
    ["PATCH", `/${id}`, { name: "Mine now" }],
    ["DELETE", `/${id}`, undefined],
    ["POST", `/${id}/members/${mine.contact}`, undefined],
    ["DELETE", `/${id}/members/${mine.contact}`, undefined],
  ] as const) {
    expect((await call(method, path, body, secret)).status, method).toBe(403);
  }
});

describe("restoring a deleted segment", () => {
  test("brings it back with its members, once", async () => {
    const contact = await addContact(api.owner, mine.id, "Comes back");
    const { id, name } = await create();
    await call("POST", `/${id}/members/${contact}`);
    await call("DELETE", `/${id}`);
    expect((await call("GET", `/${id}`)).status).toBe(404);
    for (let times = 0; times < 2; times++) {
      const { status, body } = await call("POST", `/${id}/restore`);
      expect({ status, name: body.name, members: body.members }).toEqual({
        status: 200,
        name,
        members: 1,
      });
    }
    expect((await kindsOf(id)).slice(-2)).toEqual(["segment.deleted", "segment.restored"]);
  });

  test("is refused for a taken name and for a circle, and changes nothing", async () => {
    const inSegment = (id: number) => ({
      all: [{ field: "contact.segments", operator: "hasAnyOf", value: [id] }],
    });
    const named = await create();
    await call("DELETE", `/${named.id}`);
    await create({ name: named.name });
    const second = await create({ refresh: "on_sync", criteria: onPlan("gold") });
    const first = await create({ refresh: "on_sync", criteria: inSegment(second.id) });
    await call("DELETE", `/${first.id}`);
    await call("PATCH", `/${second.id}`, { criteria: inSegment(first.id) });
    const stored = await everythingStored(api.owner);
    expect((await call("POST", `/${named.id}/restore`)).status).toBe(409);
    expect((await call("POST", `/${first.id}/restore`)).status).toBe(422);
    expect(await everythingStored(api.owner)).toBe(stored);
  });

  test("asks for the permission to manage segments, as a sync does (S8)", async () => {
    const { id } = await create({ refresh: "on_sync", criteria: onPlan("gold") });
    const { secret } = await addApiToken(api.owner, mine.id, [
      "view crm segments",
      "view contacts",
    ]);
    expect((await call("POST", `/${id}/sync`, undefined, secret)).status).toBe(403);
    expect((await call("POST", `/${id}/restore`, undefined, secret)).status).toBe(403);
    const started = await call("POST", `/${id}/sync`);
    expect(started.status).toBe(202);
    expect((await call("GET", `/${id}`)).body.syncJob).toBe(started.body.id);
    expect((await call("POST", `/${id}/sync`)).status).toBe(409);
  });
});

test("what names a segment in its criteria is listed with it (S3)", async () => {
  const { id } = await create();
  const names = { all: [{ field: "contact.segments", operator: "hasAnyOf", value: [id] }] };
  const outer = await create({ refresh: "live", criteria: names });
  const { rows } = await api.owner.query<{ id: number }>(
    `INSERT INTO priority_rules (organization_id, name, position, criteria, priority)
     VALUES ($1, 'First of all', 1, $2, 'urgent') RETURNING id`,
    [mine.id, JSON.stringify(names)],
  );
  for (const [name, shared] of [
    ["Ours", true],
    ["Secret", false],
  ]) {
    await api.owner.query(
      `INSERT INTO smart_lists (organization_id, name, name_folded, criteria, sort, direction, shared, owner_id)
       VALUES ($1, $2, lower($2), $3, 'lastSeen', 'desc', $4, $5)`,
      [mine.id, name, JSON.stringify(names), shared, mine.agent.actor.id],
    );
  }
  const { body } = await call("GET", `/${id}`);
  expect(body.usedBy).toMatchObject([
    { kind: "segment", id: outer.id, name: outer.name },
    { kind: "priority_rule", id: rows[0]?.id, name: "First of all" },
    { kind: "smart_list", name: "Ours" },
    { kind: "smart_list", name: "a private one" },
  ]);
});
