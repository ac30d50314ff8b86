import { randomUUID } from "node:crypto";
import { maxMessageLength } from "@tagalong/shared/contracts/text.ts";
import { expect, test } from "vitest";
import type { Draft } from "../session/kept.ts";
import { longest } from "./longest.ts";
import { rowsOf } from "./rows.ts";

let sequence = 0;

function message(type: "visitor" | "agent", minutes: number, name: string = type) {
  return {
    conversationId: 1,
    sequence: ++sequence,
    clientId: randomUUID(),
    author: { type, name },
    text: "text",
    createdAt: new Date(2026, 2, 1, 12, minutes).toISOString(),
  };
}

function draft(state: NonNullable<Draft["state"]>, clientId: string = randomUUID()): Draft {
  return { clientId, lane: "", text: "text", context: {}, at: Date.now(), state };
}

test("Messages of one author within five minutes are one run", () => {
  const rows = rowsOf(
    [message("agent", 0), message("agent", 4), message("agent", 20), message("visitor", 21)],
    [],
    0,
  );
  expect(rows.map(({ first, last }) => [first, last])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
  expect(rows.map(({ day }) => day !== "")).toEqual([true, false, false, false]);
});

test("Two teammates are never one run", () => {
  const rows = rowsOf([message("agent", 0, "Ada"), message("agent", 1, "Bo")], [], 0);
  expect(rows.map(({ first }) => first)).toEqual([true, true]);
});

test("Only the visitor's last message says how far it got", () => {
  const [one, two] = [message("visitor", 0), message("visitor", 1)];
  const states = (agentRead: number) => rowsOf([one, two], [], agentRead).map(({ state }) => state);
  expect(states(one.sequence)).toEqual(["", "Sent"]);
  expect(states(two.sequence)).toEqual(["", "Read"]);
});

test("A draft that was heard of before its acknowledgement is shown once", () => {
  const stored = message("visitor", 0);
  const rows = rowsOf([stored], [draft("waiting", stored.clientId), draft("unsaved")], 0);
  expect(rows).toHaveLength(2);
  expect(rows[0]?.state).toBe("Sent");
  expect(rows[1]?.state).toBe("Sending… not saved yet");
});

test("The composer's limit is the contract's", () => {
  expect(longest).toBe(maxMessageLength);
});
