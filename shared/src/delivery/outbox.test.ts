import { expect, test, vi } from "vitest";
import { retryableErrors } from "../contracts/error.ts";
import { createOutbox, passingErrors, type OutboxEntry } from "./outbox.ts";

interface Letter extends OutboxEntry {
  text: string;
}

const letter = (text: string, lane = "7"): Letter => ({ clientId: `id-${text}`, lane, text });

/** A browser's durable store: what survives it is in `disk`. */
function memoryStore(disk = new Map<string, Letter>()) {
  return {
    disk,
    put: (entry: Letter) => Promise.resolve(disk.set(entry.clientId, entry)),
    remove: (clientId: string) => Promise.resolve(disk.delete(clientId)),
    all: () => Promise.resolve([...disk.values()]),
  };
}

type Answer = object | "lost";

function setUp(disk?: Map<string, Letter>) {
  const store = memoryStore(disk);
  const sent: string[] = [];
  const answers: Answer[] = [];
  const waits: number[] = [];
  const timers: (() => void)[] = [];
  const outbox = createOutbox<Letter>({
    store,
    send: ({ text }) => {
      sent.push(text);
      const answer = answers.shift() ?? {};
      return answer === "lost" ? Promise.reject(new Error("no answer")) : Promise.resolve(answer);
    },
    schedule: (run, milliseconds) => {
      waits.push(milliseconds);
      timers.push(run);
    },
    random: () => 1,
  });
  return { outbox, store, sent, answers, waits, timers };
}

/** Lets every promise that can settle without a clock settle. */
const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};
const refusal = { error: { code: "invalid_message", message: "A message needs some text." } };
const passing = { error: { code: "unavailable", message: "Try again." } };

test("the errors that pass are those of the contracts", () => {
  expect(passingErrors).toEqual(retryableErrors);
});

test("a message is on disk before it is sent, and forgotten when acknowledged (delivery 1)", async () => {
  const { outbox, store, sent } = setUp();
  const put = vi.spyOn(store, "put").mockImplementation(async (entry) => {
    expect(sent).toEqual([]);
    return store.disk.set(entry.clientId, entry);
  });
  await outbox.add(letter("hello"));
  await settled();
  expect(put).toHaveBeenCalledOnce();
  expect(sent).toEqual(["hello"]);
  expect([outbox.entries, store.disk.size]).toEqual([[], 0]);
});

test("one message at a time is in flight in a conversation, others do not wait for it", async () => {
  const { outbox, sent, answers } = setUp();
  let answer = (_: object) => {};
  answers.push(new Promise<object>((resolve) => (answer = resolve)));
  await Promise.all([outbox.add(letter("a")), outbox.add(letter("b"))]);
  await outbox.add(letter("x", "8"));
  expect(sent).toEqual(["a", "x"]);
  answer({});
  await settled();
  expect(sent).toEqual(["a", "x", "b"]);
});

test("without an answer it tries for ever, ever slower up to ten seconds (delivery 7)", async () => {
  const { outbox, sent, answers, waits, timers } = setUp();
  answers.push("lost", passing, "lost", "lost", "lost", "lost", "lost");
  await outbox.add(letter("a"));
  for (let tries = 0; tries < 7; tries++) {
    await settled();
    timers.shift()?.();
  }
  await settled();
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(sent).toEqual(Array.from({ length: 8 }, () => "a"));
  expect(outbox.entries).toEqual([]);
});

test("a later message never overtakes one that is being tried again", async () => {
  const { outbox, sent, answers, timers } = setUp();
  answers.push("lost");
  await outbox.add(letter("a"));
  await outbox.add(letter("b"));
  await settled();
  expect(sent).toEqual(["a"]);
  timers.shift()?.();
  await settled();
  expect(sent).toEqual(["a", "a", "b"]);
});

test("a connection sends what waits at once, and the old wait does not send again", async () => {
  const { outbox, sent, answers, timers } = setUp();
  answers.push("lost", "lost");
  await outbox.add(letter("a"));
  await settled();
  await outbox.flush();
  await settled();
  expect(sent).toEqual(["a", "a"]);
  timers.shift()?.();
  await settled();
  expect(sent).toEqual(["a", "a"]);
  timers.shift()?.();
  await settled();
  expect(sent).toEqual(["a", "a", "a"]);
});

test("a refusal is shown as failed, lets later ones pass, and can be tried again or discarded", async () => {
  const { outbox, store, sent, answers } = setUp();
  answers.push(refusal);
  await outbox.add(letter("a"));
  await outbox.add(letter("b"));
  await settled();
  expect(outbox.entries).toMatchObject([{ text: "a", state: "failed", error: refusal.error }]);
  expect([...store.disk.values()]).toMatchObject([{ text: "a", state: "failed" }]);
  expect(sent).toEqual(["a", "b"]);

  answers.push(refusal);
  outbox.retry("id-a");
  await settled();
  expect(sent).toEqual(["a", "b", "a"]);
  outbox.discard("id-a");
  await settled();
  expect([outbox.entries, store.disk.size]).toEqual([[], 0]);
});

test("a browser that died before the acknowledgement sends its messages later, in order (F11)", async () => {
  const disk = new Map<string, Letter>();
  const before = setUp(disk);
  before.answers.push("lost");
  for (const text of ["c", "b", "a"]) await before.outbox.add(letter(text));
  await settled();
  before.outbox.stop();

  const after = setUp(disk);
  await after.outbox.add(letter("z"));
  await after.outbox.flush();
  await settled();
  expect(after.sent.filter((text, at) => after.sent.indexOf(text) === at)).toEqual([
    "c",
    "b",
    "a",
    "z",
  ]);
  expect(disk.size).toBe(0);
});

test("where storage is blocked a message is sent all the same and known to be unsaved", async () => {
  const { outbox, store, sent, answers } = setUp();
  vi.spyOn(store, "put").mockRejectedValue(new Error("blocked"));
  vi.spyOn(store, "all").mockRejectedValue(new Error("blocked"));
  answers.push("lost");
  await outbox.add(letter("a"));
  await settled();
  expect(sent).toEqual(["a"]);
  expect(outbox.entries).toMatchObject([{ text: "a", state: "unsaved" }]);
  await outbox.flush();
  await settled();
  expect(outbox.entries).toEqual([]);
});

test("a stopped outbox sends nothing more", async () => {
  const { outbox, sent, answers, timers } = setUp();
  answers.push("lost");
  await outbox.add(letter("a"));
  await settled();
  outbox.stop();
  timers.shift()?.();
  await settled();
  expect(sent).toEqual(["a"]);
});
