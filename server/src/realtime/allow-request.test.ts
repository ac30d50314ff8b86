import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { agentOriginAllowed, keyInQuery, widgetOriginAllowed } from "./allow-request.ts";

function request(
  headers: Record<string, string | undefined>,
  url = "/socket.io/",
): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers, url });
}

const publicUrl = "https://chat.example";
const host = "10.0.0.5:3000";

test.each([
  ["a program, which sends none", undefined, true],
  ["the public address", "https://chat.example", true],
  ["the host that was asked", `http://${host}`, true],
  ["an extension of Chromium", "chrome-extension://abcdefghijklmnop", true],
  ["an extension of Firefox", "moz-extension://0f1e2d3c-aaaa-bbbb", true],
  ["another site", "https://evil.example", false],
  ["a site that begins like ours", "https://chat.example.evil.example", false],
  ["our name without encryption", "http://chat.example", false],
  ["another port of the host", "http://10.0.0.5:3001", false],
  ["a page without an origin", "null", false],
  ["what only looks like an extension", "https://evil.example/chrome-extension://a", false],
])("an agent's socket from %s: %s → %s", (_, origin, allowed) => {
  const headers = origin === undefined ? { host } : { host, origin };
  expect(agentOriginAllowed(request(headers), publicUrl)).toBe(allowed);
});

test("a widget may be anywhere, until the organization lists its sites", () => {
  const from = (origin?: string) => request(origin === undefined ? {} : { origin });
  expect(widgetOriginAllowed(from("https://any.example"), [])).toBe(true);
  const listed = ["https://shop.example"];
  expect(widgetOriginAllowed(from("https://shop.example"), listed)).toBe(true);
  for (const origin of ["https://any.example", "https://shop.example:444", "null", undefined]) {
    expect(widgetOriginAllowed(from(origin), listed)).toBe(false);
  }
});

test("the widget key is read from the connection's address", () => {
  expect(keyInQuery(request({}, "/socket.io/?EIO=4&key=wk_1_abc&transport=websocket"))).toBe(
    "wk_1_abc",
  );
  expect(keyInQuery(request({}, "/socket.io/?EIO=4"))).toBeNull();
  expect(keyInQuery(request({}, "//"))).toBeNull();
});
