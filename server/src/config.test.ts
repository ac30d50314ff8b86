import { sep } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("without settings the server runs on port 3000 with its data beside the code", () => {
  const config = readConfig({ PORT: "", DATABASE_URL: "" });
  expect(config).toMatchObject({ port: 3000, databaseUrl: undefined, redisUrl: undefined });
  expect(config.dataDir.endsWith(`${sep}data`)).toBe(true);
});

test("a public address loses the slash at its end", () => {
  expect(readConfig({ PUBLIC_URL: "https://chat.example.com/" }).publicUrl).toBe(
    "https://chat.example.com",
  );
});

test.each([
  ["PORT", "http", "PORT must be a number from 0 to 65535."],
  ["PORT", "65536", "PORT must be a number from 0 to 65535."],
  ["PORT", "-1", "PORT must be a number from 0 to 65535."],
  [
    "DATABASE_URL",
    "mysql://localhost/x",
    "DATABASE_URL must be an address like postgres://user:password@host/database.",
  ],
  ["DATABASE_URL", "localhost", /^DATABASE_URL must be/],
  ["REDIS_URL", "localhost:6379", "REDIS_URL must be an address like redis://host:6379."],
  [
    "PUBLIC_URL",
    "chat.example.com",
    "PUBLIC_URL must be an address like https://chat.example.com.",
  ],
])("%s = %s is refused in one sentence", (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
});
