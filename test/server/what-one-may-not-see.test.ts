import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addAgent, addRole } from "../support/agents.ts";
import { nextHint, startShopServer, type ShopServer } from "../support/shop-server.ts";

/** Of everything that "view contacts" alone does not show (S8), a word that nothing else has. */
const secrets = {
  tag: "hush-tag",
  segment: "Hush segment",
  list: "Hush list",
  message: "hush message",
  topic: "hush topic",
  lead: "Hush lead",
  deal: "Hush deal",
};

let server: ShopServer;
let token: string;
let tagId: number;
let segmentId: number;
let listId: number;
let dealId: number;

const call = async (method: string, path: string, body?: unknown, as = server.shop.adminToken) => {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};
const made = async (method: string, path: string, body: unknown): Promise<number> => {
  const { status, text } = await call(method, path, body);
  expect(status, text).toBeLessThan(300);
  return (JSON.parse(text) as { id: number }).id;
};
const tagged = () => ({ all: [{ field: "contact.tags", operator: "hasAnyOf", value: [tagId] }] });
const member = () => ({
  all: [{ field: "contact.segments", operator: "hasAnyOf", value: [segmentId] }],
});

beforeAll(async () => {
  server = await startShopServer();
  const { shop, owner } = server;
  tagId = await made("POST", "/api/crm/tags", { name: secrets.tag });
  await made("POST", `/api/crm/contacts/${shop.contact}/tags`, { tag_id: tagId });
  await made("POST", `/api/conversations/${shop.conversation}/tags`, { tag_id: tagId });
  segmentId = await made("POST", "/api/crm/segments", {
    name: secrets.segment,
    refresh: "live",
    criteria: tagged(),
  });
  await made("POST", `/api/crm/segments/${shop.segment}/members/${shop.contact}`, undefined);
  await owner.query("UPDATE segments SET name = $2 WHERE organization_id = $1 AND id = $3", [
    shop.id,
    `${secrets.segment} by hand`,
    shop.segment,
  ]);
  listId = await made("POST", "/api/crm/lists", {
    name: secrets.list,
    filter: { tags: [tagId], segments: [segmentId] },
    sort: "lastSeen",
    direction: "desc",
    columns: [],
    shared: true,
  });
  const record = { contactId: shop.contact };
  await made("POST", "/api/crm/leads", { ...record, title: secrets.lead, status: "new", score: 1 });
  dealId = await made("POST", "/api/crm/deals", {
    ...record,
    title: secrets.deal,
    stageId: shop.stage,
    value: "1.00",
    currency: "EUR",
  });
  await owner.query("UPDATE conversations SET topic = $3 WHERE organization_id = $1 AND id = $2", [
    shop.id,
    shop.conversation,
    secrets.topic,
  ]);
  const message = { clientId: crypto.randomUUID(), text: secrets.message };
  await made("POST", `/api/conversations/${shop.conversation}/messages`, message);
  await call("PATCH", `/api/conversations/${shop.conversation}`, { priority: "urgent" });
  const roleId = await addRole(owner, shop.id, "Lookers", ["view contacts"]);
  ({ token } = await addAgent(owner, shop.id, "Looker", { roleId }));
});

afterAll(() => server.close());

interface Operation {
  parameters?: { name: string; in: string }[];
}

/** Every GET of the API, its places filled with what there is of them. */
async function everyRead(): Promise<string[]> {
  const { text } = await call("GET", "/api/openapi.json");
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  const { shop } = server;
  const idFor = (path: string) => {
    if (path.includes("/contacts/imports")) return shop.contactImport;
    if (path.includes("/contacts/")) return shop.contact;
    if (path.includes("/conversations/")) return shop.conversation;
    if (path.includes("/segments/")) return segmentId;
    if (path.includes("/lists/")) return listId;
    if (path.includes("/tags/")) return tagId;
    if (path.includes("/leads/")) return shop.lead;
    if (path.includes("/deals/")) return dealId;
    if (path.includes("/jobs/")) return shop.job;
    return shop.file;
  };
  return Object.entries(paths).flatMap(([path, methods]) => {
    if (!methods["get"]) return [];
    const filled = path.replace(/\{\w+\}/g, String(idFor(path)));
    return path === "/api/crm/contacts/{id}"
      ? [filled, `${filled}?conversation=${shop.conversation}`]
      : [filled];
  });
}

const leaks = (text: string) =>
  Object.values(secrets).filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));

describe("a role with “view contacts” alone (S8)", () => {
  test("reads no word of tags, segments, conversations, leads or deals anywhere in the API", async () => {
    const paths = await everyRead();
    expect(paths.length).toBeGreaterThan(30);
    const found: object[] = [];
    let answered = 0;
    for (const path of paths) {
      const { status, text } = await call("GET", path, undefined, token);
      if (status === 200) answered += 1;
      const words = leaks(text);
      if (words.length > 0) found.push({ path, words });
    }
    expect(found).toEqual([]);
    expect(answered).toBeGreaterThan(8);
    // The same walk does find them for those who may see them.
    const seen = new Set<string>();
    for (const path of paths)
      for (const word of leaks((await call("GET", path)).text)) seen.add(word);
    expect(seen).toEqual(new Set(Object.values(secrets)));
  });

  test("gets a contact with neither tags nor segments, and a timeline without them", async () => {
    const path = `/api/crm/contacts/${server.shop.contact}`;
    const detail = await call("GET", path, undefined, token);
    expect(JSON.parse(detail.text)).toMatchObject({ assignments: [], segments: [] });
    const list = await call("GET", "/api/crm/contacts", undefined, token);
    const rows = (JSON.parse(list.text) as { items: { tagIds: number[] }[] }).items;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.flatMap(({ tagIds }) => tagIds)).toEqual([]);
    const timeline = await call("GET", `${path}/timeline`, undefined, token);
    const { items } = JSON.parse(timeline.text) as {
      items: { kind: string; conversationId: number | null }[];
    };
    expect(items.filter(({ kind }) => !kind.startsWith("contact."))).toEqual([]);
    expect(items.filter(({ kind }) => kind.includes("tag"))).toEqual([]);
  });

  test("cannot ask for them by a filter or a criterion either", async () => {
    for (const criteria of [tagged(), member()]) {
      const asked = `criteria=${encodeURIComponent(JSON.stringify(criteria))}`;
      for (const path of ["", "/count", "/export"]) {
        const { status } = await call("GET", `/api/crm/contacts${path}?${asked}`, undefined, token);
        expect([path, status]).toEqual([path, 403]);
      }
      const { status } = await call("POST", "/api/crm/criteria/preview", { criteria }, token);
      expect(status).toBe(403);
      const list = { name: "Mine", filter: { criteria }, sort: "name", direction: "asc" };
      const saved = await call(
        "POST",
        "/api/crm/lists",
        { ...list, columns: [], shared: false },
        token,
      );
      expect(saved.status).toBe(403);
    }
    expect((await call("GET", `/api/crm/lists/${listId}`, undefined, token)).status).toBe(404);
    for (const asked of [`tag=${tagId}`, `segment=${segmentId}`]) {
      expect((await call("GET", `/api/crm/contacts?${asked}`, undefined, token)).status).toBe(403);
    }
  });

  test("is not told over the socket that any of them changed", async () => {
    const socket = await server.agent(token);
    const admin = await server.agent();
    const heard = vi.fn();
    socket.onAny(heard);
    const all = ["record", "tag", "conversation"] as const;
    const told = all.map((hint) => nextHint(admin, hint));
    await call("PATCH", `/api/crm/deals/${dealId}`, { title: `${secrets.deal} again` });
    await made("POST", "/api/crm/tags", { name: `${secrets.tag}-again` });
    await call("PATCH", `/api/conversations/${server.shop.conversation}`, { priority: "low" });
    await Promise.all(told);
    // What they do see comes after all of it.
    const contact = nextHint(socket, "contact");
    await call("PATCH", `/api/crm/contacts/${server.shop.contact}`, { company: "Seen" });
    await contact;
    const hints = heard.mock.calls.map(([hint]) => String(hint));
    expect(hints.filter((hint) => all.some((one) => one === hint))).toEqual([]);
    expect(leaks(JSON.stringify(heard.mock.calls))).toEqual([]);
  });
});

test("a person's data is given out whole, or refused to those who may not see all of it (C6)", async () => {
  const { owner, shop } = server;
  const roleId = await addRole(owner, shop.id, "Keepers", ["view contacts", "manage contacts"]);
  const keeper = await addAgent(owner, shop.id, "Keeper", { roleId });
  const path = `/api/crm/contacts/${shop.contact}/data`;
  const { status, text } = await call("GET", path, undefined, keeper.token);
  expect(status).toBe(403);
  expect(leaks(text)).toEqual([]);
  const other = `/api/crm/contacts/${shop.contact}/merge?other=${shop.otherContact}`;
  const preview = await call("GET", other, undefined, keeper.token);
  expect(JSON.parse(preview.text)).toMatchObject({ conversations: 0, leads: 0, deals: 0 });
  expect(leaks(preview.text)).toEqual([]);
});
