import { beforeEach, expect, test } from "vitest";
import type { Storage } from "../platform/platform.ts";
import {
  currentAccount,
  forgetAccount,
  keepAccount,
  loadAccounts,
  type Account,
} from "./accounts.ts";

const account = (id: string, token = `token of ${id}`): Account => ({
  id,
  serverUrl: "https://chat.example",
  token,
  name: "Ada",
  organization: "Shop",
});

let stored: Map<string, unknown>;
let storage: Storage;

beforeEach(() => {
  stored = new Map();
  storage = {
    get: (key) => Promise.resolve(stored.get(key)),
    set: (key, value) => Promise.resolve(void stored.set(key, value)),
  };
});

test("the account signed in last is the current one; the others stay", async () => {
  await keepAccount(storage, account("a"));
  await keepAccount(storage, account("b"));
  const accounts = await loadAccounts(storage);
  expect(currentAccount(accounts)?.id).toBe("b");
  expect(accounts.accounts).toHaveLength(2);
});

test("signing in again replaces the older token of the same agent", async () => {
  await keepAccount(storage, account("a", "old"));
  await keepAccount(storage, account("a", "new"));
  expect((await loadAccounts(storage)).accounts.map((each) => each.token)).toEqual(["new"]);
});

test("signing out takes up another account when there is one", async () => {
  await keepAccount(storage, account("a"));
  await keepAccount(storage, account("b"));
  await forgetAccount(storage, account("b"));
  expect(currentAccount(await loadAccounts(storage))?.id).toBe("a");
  await forgetAccount(storage, account("a"));
  expect(currentAccount(await loadAccounts(storage))).toBeNull();
});

test("an ended sign-in does not take along the newer one of another tab", async () => {
  await keepAccount(storage, account("a", "new"));
  await forgetAccount(storage, account("a", "old"));
  expect(currentAccount(await loadAccounts(storage))?.token).toBe("new");
});

test("damaged storage reads as nobody signed in", async () => {
  stored.set("tagalong.accounts", { accounts: "gone" });
  expect(await loadAccounts(storage)).toEqual({ current: null, accounts: [] });
});
