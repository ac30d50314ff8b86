import type { Message } from "@tagalong/shared/contracts/message.ts";
import { expect, test } from "vitest";
import { groupMessages } from "./group-messages.ts";

let sequence = 0;
const message = (name: string, createdAt: string, type: Message["author"]["type"] = "visitor") => ({
  conversationId: 1,
  sequence: ++sequence,
  clientId: crypto.randomUUID(),
  author: { type, name },
  text: "Hello",
  createdAt,
});

const sizes = (...messages: Message[]) =>
  groupMessages(messages).map((each) => each.messages.length);

test("what one person writes in one go is one group", () => {
  expect(
    sizes(message("Ada", "2026-05-30T10:00:00"), message("Ada", "2026-05-30T10:04:00")),
  ).toEqual([2]);
});

test("another author, a pause or another day begins a new group", () => {
  expect(
    sizes(
      message("Ada", "2026-05-29T23:59:00"),
      message("Ada", "2026-05-30T00:01:00"),
      message("Ada", "2026-05-30T00:10:00"),
      message("Ada", "2026-05-30T00:11:00", "agent"),
      message("Bo", "2026-05-30T00:11:00", "agent"),
    ),
  ).toEqual([1, 1, 1, 1, 1]);
});

test("the day is named where it begins", () => {
  const days = groupMessages([
    message("Ada", "2026-05-29T10:00:00"),
    message("Bo", "2026-05-29T11:00:00"),
    message("Bo", "2026-05-30T10:00:00"),
  ]).map((each) => each.day);
  expect(days).toEqual(["2026-05-29T10:00:00", null, "2026-05-30T10:00:00"]);
});
