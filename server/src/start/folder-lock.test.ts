import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lockFolder } from "./folder-lock.ts";
import { StartError } from "./start-error.ts";

const folder = mkdtempSync(join(tmpdir(), "tagalong-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

function refusal(dataDir: string): string {
  try {
    lockFolder(dataDir).release();
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
  return "";
}

test("a folder is made with its parents, for its owner alone, and serves one at a time", () => {
  const dataDir = join(folder, "one", "two");
  const lock = lockFolder(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  const inUse = `Another Tagalong server is already running on the data folder ${dataDir}.`;
  expect(refusal(dataDir)).toBe(inUse);
  lock.release();
  expect(refusal(dataDir)).toBe("");
});

test("a lock file that is spoilt is not called another server", () => {
  writeFileSync(join(folder, "server.lock"), "no database ".repeat(100));
  expect(refusal(folder)).toBe(
    `The data folder ${folder} cannot be used: server.lock: file is not a database.`,
  );
});

test.runIf(process.platform === "linux")("a folder that cannot be made is refused at once", () => {
  expect(refusal("/proc/nope/data")).toBe(
    "The data folder /proc/nope/data cannot be written to (ENOENT).",
  );
});
