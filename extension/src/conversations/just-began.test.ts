import { expect, test } from "vitest";
import { justBegan } from "./just-began.ts";

const now = Date.parse("2026-05-30T12:00:00Z");
const created = (milliseconds: number) => ({
  createdAt: new Date(now + milliseconds).toISOString(),
});

test("what was created just now has just begun, also by a clock that runs behind (V3)", () => {
  expect(justBegan(created(-800), now)).toBe(true);
  expect(justBegan(created(5_000), now)).toBe(true);
});

test("an old conversation that is heard of for the first time has not", () => {
  expect(justBegan(created(-60_000), now)).toBe(false);
});
