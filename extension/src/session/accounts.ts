import { z } from "zod";
import type { Storage } from "../platform/platform.ts";

/** One sign-in at one server. The shape holds several, of which one is in use. */
export const accountSchema = z.object({
  id: z.string(),
  serverUrl: z.string(),
  token: z.string(),
  name: z.string(),
  organization: z.string(),
});
export type Account = z.infer<typeof accountSchema>;

const accountsSchema = z.object({
  current: z.string().nullable(),
  accounts: z.array(accountSchema),
});
export type Accounts = z.infer<typeof accountsSchema>;

const key = "tagalong.accounts";
const none: Accounts = { current: null, accounts: [] };

export async function loadAccounts(storage: Storage): Promise<Accounts> {
  const parsed = accountsSchema.safeParse(await storage.get(key).catch(() => undefined));
  return parsed.success ? parsed.data : none;
}

export const currentAccount = ({ current, accounts }: Accounts): Account | null =>
  accounts.find((account) => account.id === current) ?? null;

/** Keeps an account, in place of an older sign-in of the same agent, and makes it the current one. */
export async function keepAccount(storage: Storage, account: Account): Promise<void> {
  const { accounts } = await loadAccounts(storage);
  const others = accounts.filter((each) => each.id !== account.id);
  await storage.set(key, { current: account.id, accounts: [...others, account] });
}

/** Forgets an account, but never a newer sign-in that another tab has stored under the same id. */
export async function forgetAccount(storage: Storage, account: Account): Promise<void> {
  const { current, accounts } = await loadAccounts(storage);
  const left = accounts.filter((each) => each.id !== account.id || each.token !== account.token);
  const stillCurrent = left.some((each) => each.id === current);
  await storage.set(key, {
    current: stillCurrent ? current : (left[0]?.id ?? null),
    accounts: left,
  });
}
