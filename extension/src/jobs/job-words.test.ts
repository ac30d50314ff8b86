import type { Job } from "@tagalong/shared/contracts/job.ts";
import { expect, test } from "vitest";
import { endInWords, shareDone, stateInWords } from "./job-words.ts";

const job = (about: Partial<Job>): Job => ({
  id: 1,
  revision: 1,
  kind: "bulk_tags",
  label: "Add “vip” to 3 contacts",
  state: "running",
  done: 1_500,
  total: 3_000,
  counts: {},
  result: "Added to 1,500",
  links: [],
  problem: null,
  cancelling: false,
  canCancel: true,
  canUndo: false,
  undoes: null,
  dismissed: false,
  createdBy: { type: "agent", id: 1, name: "Ada" },
  createdAt: "2026-01-01T00:00:00.000Z",
  endedAt: null,
  ...about,
});

test.each([
  [{ state: "waiting", done: 0 }, "Starting…"],
  [{}, "1,500 of 3,000"],
  [{ total: null }, "1,500 done"],
  [{ cancelling: true }, "Stopping…"],
  [{ state: "done" }, "Added to 1,500"],
  [{ state: "cancelled" }, "Cancelled. Added to 1,500"],
  [{ state: "cancelled", done: 0 }, "Cancelled before it began"],
  [{ state: "failed", problem: "It broke." }, "It broke. Until then: Added to 1,500"],
  [{ state: "failed", problem: "It broke.", done: 0 }, "It broke."],
  [{ state: "undone" }, "Undone"],
] as const)("a job that is %j says %j", (about, words) => {
  expect(stateInWords(job(about))).toBe(words);
});

test("says at its end what it was and what came of it", () => {
  expect(endInWords(job({ state: "done" }))).toBe("Add “vip” to 3 contacts: Added to 1,500");
});

test("knows its share once it knows how much there is", () => {
  expect(shareDone(job({}))).toBe(0.5);
  expect(shareDone(job({ total: null }))).toBeNull();
  expect(shareDone(job({ done: 4_000 }))).toBe(1);
});
