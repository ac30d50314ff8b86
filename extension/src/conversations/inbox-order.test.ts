import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { expect, test } from "vitest";
import { everythingOpen, passes } from "./inbox-filter.ts";
import { byAttention } from "./inbox-order.ts";

const at = (minute: number) => `2026-05-30T10:${String(minute).padStart(2, "0")}:00.000Z`;

const conversation = (id: number, rest: Partial<Conversation> = {}): Conversation => ({
  id,
  contact: { id, displayName: `Contact ${id}`, email: null },
  channel: "widget",
  topic: null,
  status: "open",
  priority: "normal",
  queue: { id: 1, name: "General support" },
  assignee: null,
  head: 1,
  agentReadSequence: 0,
  visitorReadSequence: 0,
  preview: "",
  previewAuthor: "visitor",
  revision: 1,
  createdAt: at(0),
  lastMessageAt: at(0),
  waitingSince: null,
  ...rest,
});

const order = (...conversations: Conversation[]) =>
  conversations.sort(byAttention).map((each) => each.id);

test("a higher priority stands before a longer wait (V3)", () => {
  const waiting = conversation(1, { waitingSince: at(1) });
  const urgent = conversation(2, { priority: "urgent", waitingSince: at(9) });
  const high = conversation(3, { priority: "high" });
  const low = conversation(4, { priority: "low", waitingSince: at(0) });
  expect(order(waiting, low, high, urgent)).toEqual([2, 3, 1, 4]);
});

test("of equal priority, who waits longest is first and who does not wait is last (R3)", () => {
  const answered = conversation(1, { lastMessageAt: at(30) });
  const short = conversation(2, { waitingSince: at(20) });
  const long = conversation(3, { waitingSince: at(10) });
  expect(order(answered, short, long)).toEqual([3, 2, 1]);
});

test("of those answered, the newest is first", () => {
  expect(order(conversation(1), conversation(2))).toEqual([2, 1]);
});

test("what arrives live is held to the filter of the list", () => {
  const mine = conversation(1, { assignee: { id: 7, name: "Ada" } });
  expect(passes(mine, everythingOpen, 7)).toBe(true);
  expect(passes(mine, { ...everythingOpen, mine: true }, 7)).toBe(true);
  expect(passes(mine, { ...everythingOpen, mine: true }, 8)).toBe(false);
  expect(passes(mine, { ...everythingOpen, queue: 2 }, 7)).toBe(false);
  expect(passes(mine, { ...everythingOpen, status: "closed" }, 7)).toBe(false);
  expect(passes({ ...mine, status: "closed" }, { ...everythingOpen, status: "all" }, 7)).toBe(true);
});
