import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptFor, type Draft } from "./kept.ts";
import { newClientId } from "./random.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const draft = (): Draft => ({ clientId: newClientId(), lane: "", text: "Hi", context: {}, at: 1 });

test("What is put is there for the next page, until it is removed (delivery 1)", async () => {
  const [one, two] = [draft(), draft()];
  await keptFor("a").put(one);
  await keptFor("a").put(two);
  const ids = async (person: string) =>
    (await keptFor(person).all()).map(({ clientId }) => clientId).sort();
  expect(await ids("a")).toEqual([one.clientId, two.clientId].sort());
  expect(await ids("b")).toEqual([]);
  await keptFor("a").remove(one.clientId);
  expect(await ids("a")).toEqual([two.clientId]);
});

test("Two tabs that open at once agree on one visitor token; another person has another", async () => {
  const [one, two, other] = await Promise.all(
    ["a", "a", "b"].map((person) => keptFor(person).visitor()),
  );
  expect(one).toEqual(two);
  expect(one?.token).toMatch(/^[0-9a-f]{64}$/);
  expect(one?.lasting).toBe(true);
  expect(other?.token).not.toBe(one?.token);
  expect(await keptFor("a").all()).toEqual([]);
});

test("Where storage is blocked the token lasts as long as the page, and puts are refused", async () => {
  vi.stubGlobal("indexedDB", {
    open() {
      throw new DOMException("Blocked", "SecurityError");
    },
  });
  const visitor = await keptFor("a").visitor();
  expect(visitor.token).toMatch(/^[0-9a-f]{64}$/);
  expect(visitor.lasting).toBe(false);
  await expect(keptFor("a").put(draft())).rejects.toThrow();
});

test("A client id is a UUID, on sites without https too", () => {
  const ids = Array.from({ length: 100 }, newClientId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
