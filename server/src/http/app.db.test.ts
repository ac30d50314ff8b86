import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
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

const newTag = (body: unknown, headers: Record<string, string> = {}) =>
  api.call("POST", "/api/crm/tags", { token: mine.apiToken, body, headers });

describe("input that is refused", () => {
  const chunked = (size: number) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let sent = 0; sent < size; sent += 1024) controller.enqueue(new Uint8Array(1024));
        controller.close();
      },
    });

  test.each([
    ["no JSON", "{", 400],
    ["empty", "", 400],
    ["deeper than 10,000 (B2)", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, 400],
    ["with a prototype (B2)", '{"name":"x","__proto__":{"scope":"both"}}', 400],
    ["of wrong types", '{"name":7}', 400],
    ["with keys nobody knows", '{"name":"x","admin":true}', 400],
    ["a number beyond all (B2)", '{"name":"x","color":1e400}', 400],
    ["text that cannot be stored (B8)", '{"name":"a\\u0000b"}', 400],
    ["larger than 64 KiB (B1)", JSON.stringify({ name: "x".repeat(64 * 1024) }), 413],
  ])("%s", async (_what, body, status) => {
    const before = await everythingStored(api.owner);
    const answer = await newTag(body);
    expect(answer.status).toBe(status);
    expect(errorBodySchema.safeParse(answer.body).success).toBe(true);
    expect(await everythingStored(api.owner)).toBe(before);
  });

  test("64 KiB to the byte is read", async () => {
    const body = JSON.stringify({ name: "x" });
    const padded = (size: number) => body + " ".repeat(size - body.length);
    expect((await newTag(padded(64 * 1024 + 1))).status).toBe(413);
    expect((await newTag(padded(64 * 1024))).status).toBe(201);
  });

  test("a body in chunks is refused when it grows too large", async () => {
    expect((await newTag(chunked(1 << 20))).status).toBe(413);
  });

  test("the place of what is wrong is named", async () => {
    const answer = await newTag({ name: "x", scope: "everything" });
    expect(answer.body).toMatchObject({ error: { code: "invalid_request", path: "scope" } });
  });

  test("another media type than JSON, with what to send instead", async () => {
    const answer = await newTag("<name>x</name>", { "content-type": "application/xml" });
    expect(answer.status).toBe(400);
    expect(errorBodySchema.parse(answer.body).error.message).toContain("Content-Type");
  });

  test("a form, which is no JSON", async () => {
    const answer = await newTag("name=x", { "content-type": "application/x-www-form-urlencoded" });
    expect(answer.status).toBe(400);
    expect(errorBodySchema.parse(answer.body).error.message).toBe("The body is not JSON.");
  });

  test("JSON of which nobody says that it is, is read as JSON (T11)", async () => {
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const body = JSON.stringify({ tag_id: mine.tags.both });
    for (const type of ["", "application/x-www-form-urlencoded", "text/plain;charset=UTF-8"]) {
      const headers = { "content-type": type };
      const answer = await api.call("POST", path, { token: mine.apiToken, body, headers });
      expect(answer.status).toBe(200);
    }
  });

  test("the sentence names what is wrong", async () => {
    const said = async (path: string) => {
      const { status, body } = await api.call("GET", path, { token: mine.apiToken });
      return [status, errorBodySchema.parse(body).error.message];
    };
    expect(await said("/api/crm/contacts?limit=1000")).toEqual([400, "limit is from 1 to 200."]);
    expect(await said("/api/crm/contacts?limit=ten")).toEqual([400, "limit is a whole number."]);
    expect(await said("/api/crm/contacts/abc")).toEqual([404, "There is no such contact."]);
    expect(await said("/api/conversations/0")).toEqual([404, "There is no such conversation."]);
  });

  test("an id that is none is an id that nothing has", async () => {
    for (const id of [
      "0",
      "-1",
      "1.5",
      "x",
      "9".repeat(30),
      "1%00",
      "..%2f1",
      "9007199254740993",
    ]) {
      const answer = await api.call("GET", `/api/crm/contacts/${id}`, { token: mine.apiToken });
      expect(answer.status, id).toBe(404);
    }
  });
});

describe("other origins", () => {
  const from = (origin: string) =>
    api.call("OPTIONS", "/api/me", {
      headers: { origin, "access-control-request-method": "GET" },
    });

  test("extensions may ask with a bearer token, never with credentials", async () => {
    for (const origin of [
      "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
      "moz-extension://11111111-2222-3333-4444-555555555555",
    ]) {
      const { headers } = await from(origin);
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-headers")).toContain("authorization");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  test("pages of other sites may not", async () => {
    for (const origin of ["https://evil.example", "null", "https://chat.example.evil.example"]) {
      expect((await from(origin)).headers.get("access-control-allow-origin"), origin).toBeNull();
    }
  });
});

describe("headers", () => {
  test("JSON may be neither run, framed nor guessed at", async () => {
    const { headers } = await api.call("GET", "/api/me");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("customers' data is kept by no cache, also when it is refused", async () => {
    for (const token of [mine.apiToken, undefined]) {
      const { headers } = await api.call("GET", "/api/crm/contacts", { token });
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  test("files are sent small, and not again when they are known", async () => {
    const headers = { "accept-encoding": "gzip" };
    const first = await api.call("GET", "/widget.js", { headers });
    expect(first.headers.get("content-encoding")).toBe("gzip");
    expect(first.headers.get("cache-control")).toMatch(/max-age=300\b/);
    const etag = first.headers.get("etag") ?? "";
    const again = await api.call("GET", "/widget.js", {
      headers: { ...headers, "if-none-match": etag },
    });
    expect(again.status).toBe(304);
    const page = await api.call("GET", "/admin");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const [, script = ""] = /src="(\/admin\/assets\/[^"]+)"/.exec(page.text) ?? [];
    const asset = await api.call("GET", script);
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect((await api.call("GET", "/admin/assets/gone.js")).status).toBe(404);
  });

  test("our pages run their own scripts and styles only", async () => {
    for (const page of ["/admin", "/admin/contacts/7", "/demo"]) {
      const policy = (await api.call("GET", page)).headers.get("content-security-policy") ?? "";
      expect(policy, page).toContain("style-src 'self'");
      expect(policy).toMatch(/script-src 'self'( 'sha256-[^']+')*(;|$)/);
      expect(policy).not.toMatch(/unsafe|\*/);
    }
  });

  test("the widget may be embedded anywhere", async () => {
    const { headers } = await api.call("GET", "/widget.js");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("without a token", () => {
  test("the server says whether it is well, and how it does", async () => {
    expect(await api.call("GET", "/healthz")).toMatchObject({
      status: 200,
      body: { status: "ok" },
    });
    await api.call("GET", "/api/crm/contacts/7");
    const { text } = await api.call("GET", "/metrics");
    expect(text).toContain("process_cpu_user_seconds_total");
    expect(text).toMatch(
      /tagalong_http_request_seconds_count\{[^}]*route="\/api\/crm\/contacts\/:id"/,
    );
  });

  test("metrics name declared routes only, whatever addresses are tried", async () => {
    for (let guess = 0; guess < 50; guess++) await api.call("GET", `/api/guess-${guess}`);
    expect((await api.call("GET", "/metrics")).text).not.toContain("guess-");
  });

  test("the API is described and its documentation needs no other host", async () => {
    const { body } = await api.call("GET", "/api/openapi.json");
    expect(body).toMatchObject({ openapi: "3.1.0", info: { title: "Tagalong" } });
    const { text, headers } = await api.call("GET", "/api/docs");
    expect(text).not.toMatch(/https?:\/\//);
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const [, file = ""] of text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await api.call("GET", file)).status, file).toBe(200);
    }
  });

  test("an unknown address is one in the one error shape", async () => {
    const answer = await api.call("DELETE", "/api/nothing/here");
    expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });

  test("nothing outside the built folders is served", async () => {
    for (const path of [
      "/admin/../../../package.json",
      "/admin/assets/..%2f..%2f..%2fpackage.json",
      "/widget/assets/%2e%2e/%2e%2e/package.json",
      "/demo/..%5c..%5cpackage.json",
    ]) {
      const { text } = await api.call("GET", path);
      expect(text, path).not.toContain('"name": "@tagalong');
    }
  });
});
