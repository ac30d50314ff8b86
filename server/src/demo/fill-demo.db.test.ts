import { randomUUID } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { createAuthService } from "../auth/auth-service.ts";
import { createSignIn } from "../auth/sign-in.ts";
import { claimedOrganization, hashToken } from "../auth/tokens.ts";
import { verifyContextToken } from "../contacts/verify-context-token.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { toProblem } from "../errors/to-problem.ts";
import { newRouter } from "../http/router.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import { silentHints } from "../silent-hints.ts";
import { fillDemo, type Demo } from "./fill-demo.ts";
import { demoRoutes } from "./routes.ts";
import { demoVisitors } from "./visitors.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let dataDir: string;
let demo: Demo;
const baseUrl = "http://localhost:3000";

const fill = (url = baseUrl) =>
  fillDemo({ databaseUrl: own.appUrl, ownerUrl: own.ownerUrl, baseUrl: url, dataDir });
const demoFile = () => join(dataDir, "demo.json");

beforeAll(async () => {
  own = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "tagalong-demo-"));
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  const filled = await fill();
  if (!filled) throw new Error("The database was empty.");
  demo = filled;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
  rmSync(dataDir, { recursive: true });
});

async function count(table: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
}

test("the first start fills a shop to look around in, and keeps its secrets to its owner", async () => {
  expect(await count("contacts")).toBeGreaterThan(35);
  expect(await count("conversations")).toBeGreaterThanOrEqual(12);
  expect(await count("tags")).toBeGreaterThanOrEqual(12);
  expect(statSync(demoFile()).mode & 0o777).toBe(0o600);
  expect(demo.agents.map(({ role }) => role)).toContain("admin");
});

test("the past lies in the past: nobody waits since the future, and replies follow questions", async () => {
  const { rows } = await owner.query<{ count: string }>(`
    SELECT count(*) FROM conversations c
    WHERE c.created_at > now() - interval '50 minutes' OR c.last_message_at > now()
      OR c.waiting_since > now() OR c.first_response_at < c.created_at
      OR c.status = 'closed' AND (c.closed_at IS NULL OR c.waiting_since IS NOT NULL)
      OR c.last_message_at IS DISTINCT FROM (SELECT max(created_at) FROM messages m
        WHERE m.conversation_id = c.id)
      OR EXISTS (SELECT FROM events e WHERE e.conversation_id = c.id AND e.created_at < c.created_at)`);
  expect(Number(rows[0]?.count)).toBe(0);
});

test("a second start changes nothing but the address", async () => {
  const before = await count("events");
  const again = await fill("http://localhost:4000");
  expect(again).toEqual({ ...demo, baseUrl: "http://localhost:4000" });
  expect(await count("events")).toBe(before);
  expect(await count("organizations")).toBe(1);
});

test("a first start that was interrupted is finished by the next one, with the same secrets", async () => {
  const before = [await count("conversations"), await count("messages"), await count("events")];
  renameSync(demoFile(), `${demoFile()}.begun`);
  expect(await fill()).toEqual(demo);
  const after = [await count("conversations"), await count("messages"), await count("events")];
  expect(after).toEqual(before);
});

test("a database that is somebody's gets no demo", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "tagalong-demo-"));
  const { appUrl: databaseUrl, ownerUrl } = own;
  expect(await fillDemo({ databaseUrl, ownerUrl, baseUrl, dataDir: elsewhere })).toBeUndefined();
  rmSync(elsewhere, { recursive: true });
});

test("every agent can sign in with the printed password", async () => {
  const signIn = createSignIn(database, "a-secret-for-this-test-of-32-characters");
  for (const { email, password } of demo.agents) {
    const request = new Request("http://localhost/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const response = await signIn(request, "127.0.0.1");
    const token = response.headers.get("set-auth-token") ?? "";
    const { actor } = await createAuthService(database).authenticateToken(token);
    expect(actor).toMatchObject({ type: "agent", email });
  }
});

test("the API token works", async () => {
  const { permissions } = await createAuthService(database).authenticateToken(demo.apiToken);
  expect(permissions.has("tag contacts")).toBe(true);
});

test("the demo page learns whom one may be; without the demo organization there is nothing", async () => {
  const empty = mkdtempSync(join(tmpdir(), "tagalong-demo-"));
  const ask = async (folder: string) => {
    const app = newRouter();
    app.onError((error, c) => {
      const problem = toProblem(error);
      return c.json(problem.toBody(), problem.status);
    });
    app.use(async (c, next) => {
      c.set("services", { database, rules: new RulesCache(), publisher: silentHints });
      await next();
    });
    app.route("/", demoRoutes(folder));
    return await app.request("/demo/visitors.json");
  };
  const there = await ask(dataDir);
  expect(there.headers.get("cache-control")).toBe("no-store");
  const visitors = (await there.json()) as { id: string }[];
  expect(visitors[0]).toMatchObject({ id: "anonymous", key: demo.widgetKey, token: null });
  expect((await ask(empty)).status).toBe(404);
  rmSync(empty, { recursive: true });
});

async function start(id: string) {
  const visitors = await demoVisitors(demo.widgetKey, demo.widgetSecret);
  const visitor = visitors.find((one) => one.id === id);
  if (!visitor) throw new Error(`There is no demo visitor ${id}.`);
  const { widgetKey, widgetSecret } = demo;
  const claims = visitor.token
    ? await verifyContextToken(visitor.token, { widgetKey, secrets: [widgetSecret] })
    : null;
  const organizationId = claimedOrganization(demo.widgetKey, "wk") ?? 0;
  const identity = { organizationId, tokenHash: hashToken(randomUUID()), externalId: null };
  const { message } = await sendVisitorMessage(
    { database, rules: new RulesCache(), publisher: silentHints },
    { ...identity, externalId: claims?.externalId ?? null },
    claims,
    { clientId: randomUUID(), text: "Hello", context: visitor.context },
  );
  const { rows } = await owner.query<Record<string, unknown>>(
    `SELECT c.priority, q.name AS queue, a.name AS assignee,
       ARRAY(SELECT s.name FROM segment_memberships m JOIN segments s ON s.id = m.segment_id
         WHERE m.contact_id = c.contact_id AND m.state = 'member') AS segments,
       ARRAY(SELECT s.name || CASE WHEN g.trusted THEN ' signed' ELSE '' END
         FROM conversation_groups g JOIN segments s ON s.id = g.segment_id
         WHERE g.conversation_id = c.id ORDER BY s.name) AS groups
     FROM conversations c LEFT JOIN queues q ON q.id = c.queue_id
       LEFT JOIN agents a ON a.id = c.assignee_id WHERE c.id = $1`,
    [message.conversationId],
  );
  return rows[0];
}

test.each([
  ["anonymous", { priority: "normal", queue: "General support", assignee: null, segments: [] }],
  ["trial", { priority: "normal", queue: "General support", segments: ["Trial"] }],
  ["enterprise", { priority: "high", queue: "VIP Support", segments: ["Enterprise"] }],
  [
    "vip-signed",
    { priority: "urgent", queue: "VIP Support", groups: ["Partners signed", "VIP signed"] },
  ],
  ["vip-unsigned", { priority: "urgent", queue: "VIP Support", groups: ["Partners", "VIP"] }],
  ["returning", { assignee: "Senior Agent" }],
])("the story holds for the demo page's visitor “%s” (V1)", async (id, expected) => {
  expect(await start(id)).toMatchObject(expected);
});
