import { expect, test } from "vitest";
import { serverAddress } from "./server-address.ts";

test.each([
  ["chat.example.com", "https://chat.example.com"],
  [" https://chat.example.com/admin ", "https://chat.example.com"],
  ["localhost:3000", "http://localhost:3000"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["http://10.0.0.5:8080/", "http://10.0.0.5:8080"],
  ["", null],
  ["not an address", null],
  ["ftp://example.com", null],
  ["javascript://alert(1)", null],
])("%j is the server %j", (typed, origin) => {
  expect(serverAddress(typed)).toBe(origin);
});
