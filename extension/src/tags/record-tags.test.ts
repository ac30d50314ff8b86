import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ApiClient } from "../api/api-client.ts";
import { RecordTags } from "./record-tags.ts";
import { TagCatalogue } from "./tag-catalogue.ts";

/** A server that holds one contact's tags, answers when told to, and can refuse. */
let server: Server;
let held: number[];
let refuse: { status: number; code: string; message: string } | null;
let requests: string[];
let catalogue: TagCatalogue;
let tags: RecordTags;

const at = "2026-05-30T00:00:00.000Z";
const names = ["billing", "vip", "trial"];
/** Of deleted tags: into which one they were merged, or null. */
const deleted = new Map<number, number | null>();
const tagOf = (id: number) => ({
  id,
  name: names[id - 1] ?? "",
  description: "",
  color: "default",
  scope: "both",
  createdAt: at,
  deletedAt: deleted.has(id) ? at : null,
  mergedInto: deleted.get(id) ?? null,
});
const assignmentOf = (tagId: number): Assignment => ({
  tagId,
  source: "manual_agent",
  sourceLabel: "Manual (agent)",
  by: "Ada",
  at,
  historical: false,
});

beforeEach(async () => {
  held = [1];
  refuse = null;
  requests = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "" } = request;
      requests.push(`${method} ${url}`);
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      };
      if (refuse && method !== "GET") {
        answer(refuse.status, { error: { code: refuse.code, message: refuse.message } });
        return;
      }
      if (method === "GET")
        return answer(
          200,
          names.map((_, index) => tagOf(index + 1)),
        );
      const before = held.length;
      const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as {
        tag_id?: number;
        name?: string;
      };
      if (url === "/api/crm/tags") {
        names.push(body.name ?? "");
        return answer(201, tagOf(names.length));
      }
      const id = method === "POST" ? (body.tag_id ?? 0) : Number(url.split("/").at(-1));
      held = held.filter((each) => each !== id);
      if (method === "POST") held.push(id);
      answer(200, { changed: held.length !== before, assignments: held.map(assignmentOf) });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const api = new ApiClient(`http://127.0.0.1:${port}`, "token", () => {});
  catalogue = new TagCatalogue(api);
  await catalogue.load();
  tags = new RecordTags(api, "/api/crm/contacts/5/tags", catalogue);
  tags.take(held.map(assignmentOf));
});

afterEach(() => {
  names.length = 3;
  deleted.clear();
  server.close();
});

const shown = () => tags.shown.value.map((each) => catalogue.get(each.tagId)?.name);

test("an added tag shows before the server has answered, then with its source (T8)", async () => {
  const adding = tags.add(2);
  expect(shown()).toEqual(["billing", "vip"]);
  expect(tags.shown.value[1]).toMatchObject({ pending: true, assignment: null });
  await adding;
  expect(tags.shown.value[1]).toMatchObject({
    pending: false,
    assignment: { sourceLabel: "Manual (agent)" },
  });
  expect(tags.news.value).toEqual({ text: "Tag added", failed: false });
});

test("a refused tag disappears again and says why", async () => {
  refuse = { status: 422, code: "tag_limit_reached", message: "A contact holds at most 20 tags." };
  const adding = tags.add(2);
  expect(shown()).toEqual(["billing", "vip"]);
  await adding;
  expect(shown()).toEqual(["billing"]);
  expect(tags.news.value).toEqual({
    text: "“vip” was not added. A contact holds at most 20 tags.",
    failed: true,
  });
  expect(tags.undoable.value).toBeNull();
});

test("a removal that fails comes back", async () => {
  refuse = { status: 403, code: "forbidden", message: "You may not." };
  const removing = tags.remove(1);
  expect(shown()).toEqual([]);
  await removing;
  expect(shown()).toEqual(["billing"]);
});

test("undo takes back the last change, then the one before, however late (T8)", async () => {
  await tags.add(2);
  await tags.remove(1);
  expect(tags.news.value?.text).toBe('Removed "billing"');
  await tags.undo();
  expect(new Set(shown())).toEqual(new Set(["billing", "vip"]));
  await tags.undo();
  expect(shown()).toEqual(["billing"]);
  expect(tags.undoable.value).toBeNull();
});

test("an undo that fails can be tried again", async () => {
  await tags.remove(1);
  refuse = { status: 503, code: "unavailable", message: "Try again." };
  await tags.undo();
  expect(shown()).toEqual([]);
  refuse = null;
  await tags.undo();
  expect(shown()).toEqual(["billing"]);
});

test("quick changes of mind reach the server in their order", async () => {
  await Promise.all([tags.add(2), tags.remove(2), tags.add(2)]);
  expect(requests.slice(1)).toEqual([
    "POST /api/crm/contacts/5/tags",
    "DELETE /api/crm/contacts/5/tags/2",
    "POST /api/crm/contacts/5/tags",
  ]);
  expect(shown()).toEqual(["billing", "vip"]);
});

test("news from the server does not undo what is still on its way", async () => {
  const adding = tags.add(2);
  tags.take([assignmentOf(1), assignmentOf(3)]);
  expect(shown()).toEqual(["billing", "trial", "vip"]);
  await adding;
});

test("a tag created inline joins the catalogue and the record", async () => {
  await tags.create("vip-customer");
  expect(shown()).toEqual(["billing", "vip-customer"]);
  expect(catalogue.active.value.map((tag) => tag.name)).toContain("vip-customer");
  expect(tags.creating.value).toEqual([]);
});

test("assignments of deleted tags stand apart, until the tag is restored (T5)", async () => {
  tags.take([assignmentOf(1), assignmentOf(2)]);
  deleted.set(2, null);
  await catalogue.load();
  expect(shown()).toEqual(["billing"]);
  expect(tags.historical.value.map((each) => each.tagId)).toEqual([2]);
  deleted.clear();
  await catalogue.load();
  expect(shown()).toEqual(["billing", "vip"]);
  expect(tags.historical.value).toEqual([]);
});

test("a merged tag shows at once as the one it was merged into, once (T4, T10)", async () => {
  tags.take([assignmentOf(1), assignmentOf(2)]);
  deleted.set(2, 3);
  await catalogue.load();
  expect(shown()).toEqual(["billing", "trial"]);
  deleted.set(2, 1);
  await catalogue.load();
  expect(shown()).toEqual(["billing"]);
  expect(tags.historical.value).toEqual([]);
});

test("tags that seem merged into each other for a moment harm nothing", async () => {
  deleted.set(1, 2).set(2, 1);
  await catalogue.load();
  expect(tags.historical.value).toHaveLength(1);
});
