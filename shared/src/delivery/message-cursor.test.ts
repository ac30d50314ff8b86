import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Message, MessageRange } from "../contracts/message.ts";
import { createMessageCursor } from "./message-cursor.ts";

const epoch = "11111111-1111-4111-8111-111111111111";
const laterEpoch = "22222222-2222-4222-8222-222222222222";

const message = (sequence: number, text = `m${sequence}`): Message => ({
  conversationId: 7,
  sequence,
  clientId: `00000000-0000-4000-8000-${String(sequence).padStart(12, "0")}`,
  author: { type: "visitor", name: "Visitor" },
  text,
  createdAt: "2026-01-02T00:00:00.000Z",
});

/** A server that holds messages 1…head and answers at most `limit` of them at once. */
function setUp(server: { head: number; epoch?: string; limit?: number; failing?: boolean }) {
  const applied: number[] = [];
  const asked: number[] = [];
  const fetchAfter = (sequence: number): Promise<MessageRange> => {
    asked.push(sequence);
    if (server.failing) return Promise.reject(new Error("no connection"));
    const last = Math.min(server.head, sequence + (server.limit ?? 200));
    const messages = Array.from({ length: Math.max(0, last - sequence) }, (_, at) =>
      message(sequence + at + 1),
    );
    return Promise.resolve({ messages, head: server.head, epoch: server.epoch ?? epoch });
  };
  const cursor = createMessageCursor({
    conversationId: 7,
    epoch,
    apply: ({ sequence }) => applied.push(sequence),
    fetchAfter,
    reload: () => applied.splice(0),
  });
  return { cursor, applied, asked };
}

/** Lets every promise that can settle without a clock settle. */
const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

test("messages that come in order are applied without asking (delivery 5)", () => {
  const { cursor, applied, asked } = setUp({ head: 3 });
  for (const sequence of [1, 2, 3]) cursor.hint(message(sequence));
  expect(applied).toEqual([1, 2, 3]);
  expect(asked).toEqual([]);
});

test("a message heard of twice is applied once", () => {
  const { cursor, applied } = setUp({ head: 2 });
  for (const sequence of [1, 1, 2, 1, 2]) cursor.hint(message(sequence));
  expect(applied).toEqual([1, 2]);
});

test("a gap is held, asked for once, and filled in order", async () => {
  const { cursor, applied, asked } = setUp({ head: 5 });
  cursor.hint(message(1));
  cursor.hint(message(4));
  cursor.hint(message(5));
  expect(applied).toEqual([1]);
  await vi.waitFor(() => expect(applied).toEqual(upTo(5)));
  expect(asked).toEqual([1]);
});

test("a heartbeat's head finds a lost last message", async () => {
  const { cursor, applied } = setUp({ head: 2 });
  cursor.hint(message(1));
  cursor.heartbeat({ conversationId: 7, head: 2, epoch });
  await vi.waitFor(() => expect(applied).toEqual([1, 2]));
});

test("another conversation's messages and heartbeats are not ours", () => {
  const { cursor, applied, asked } = setUp({ head: 2 });
  cursor.hint({ ...message(1), conversationId: 8 });
  cursor.heartbeat({ conversationId: 8, head: 9, epoch: laterEpoch });
  expect([applied, asked]).toEqual([[], []]);
});

test("a long absence is caught up page by page", async () => {
  const { cursor, applied, asked } = setUp({ head: 10, limit: 4 });
  cursor.reconnected();
  await vi.waitFor(() => expect(applied).toEqual(upTo(10)));
  expect(asked).toEqual([0, 4, 8]);
});

test("a failed question is asked again at the next heartbeat, not in a loop", async () => {
  const server = { head: 3, failing: true };
  const { cursor, applied, asked } = setUp(server);
  cursor.reconnected();
  await settled();
  expect(asked).toEqual([0]);
  server.failing = false;
  cursor.heartbeat({ head: 3, epoch });
  await vi.waitFor(() => expect(applied).toEqual(upTo(3)));
  expect(asked).toEqual([0, 0]);
});

test("a question that a lost connection never answers is asked again on reconnection", async () => {
  const applied: number[] = [];
  let answers = 0;
  const cursor = createMessageCursor({
    conversationId: 7,
    epoch,
    apply: ({ sequence }) => applied.push(sequence),
    fetchAfter: () =>
      answers++ === 0
        ? new Promise(() => {})
        : Promise.resolve({ messages: [message(1)], head: 1, epoch }),
  });
  cursor.reconnected();
  cursor.reconnected();
  await vi.waitFor(() => expect(applied).toEqual([1]));
});

test("another epoch forgets everything and begins again (delivery 6, F18)", async () => {
  const server = { head: 5, epoch };
  const { cursor, applied } = setUp(server);
  cursor.reconnected();
  await vi.waitFor(() => expect(applied).toEqual(upTo(5)));
  Object.assign(server, { head: 2, epoch: laterEpoch });
  cursor.heartbeat({ head: 2, epoch: laterEpoch });
  expect(applied).toEqual([]);
  await vi.waitFor(() => expect(applied).toEqual([1, 2]));
  expect([cursor.sequence, cursor.epoch]).toEqual([2, laterEpoch]);
});

test("an answer from before the restore is not believed after it", async () => {
  const applied: string[] = [];
  const answers: ((range: MessageRange) => void)[] = [];
  const cursor = createMessageCursor({
    conversationId: 7,
    epoch,
    apply: ({ text }) => applied.push(text),
    fetchAfter: () => new Promise((resolve) => answers.push(resolve)),
  });
  cursor.reconnected();
  cursor.heartbeat({ head: 1, epoch: laterEpoch });
  answers[0]?.({ messages: [message(1, "gone")], head: 1, epoch });
  answers[1]?.({ messages: [message(1, "restored")], head: 1, epoch: laterEpoch });
  await vi.waitFor(() => expect(applied).toEqual(["restored"]));
});

test("whatever is lost, doubled or late, everything is applied once and in order", async () => {
  const hints = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(hints, fc.integer({ min: 1, max: 7 }), async (order, limit) => {
      const server = { head: 0, limit, failing: false };
      const { cursor, applied } = setUp(server);
      for (const [at, sequence] of order.entries()) {
        server.head = Math.max(server.head, sequence);
        server.failing = at % 3 === 0;
        cursor.hint(message(sequence));
        if (at % 4 === 0) await Promise.resolve();
      }
      server.failing = false;
      await settled();
      cursor.heartbeat({ head: server.head, epoch });
      await vi.waitFor(() => expect(applied).toEqual(upTo(server.head)), { interval: 1 });
    }),
    { numRuns: 200 },
  );
});
