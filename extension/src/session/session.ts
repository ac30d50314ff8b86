import { signal, type ReadonlySignal } from "@preact/signals";
import type { Me } from "@tagalong/shared/contracts/me.ts";
import { ApiClient } from "../api/api-client.ts";
import { ApiError, endsSession, sentenceOf } from "../api/api-error.ts";
import type { Storage } from "../platform/platform.ts";
import {
  currentAccount,
  forgetAccount,
  keepAccount,
  loadAccounts,
  type Account,
} from "./accounts.ts";
import { knownMeSchema } from "./known-me.ts";
import { signOut } from "./sign-in.ts";

export type SessionState =
  | { kind: "loading" }
  | { kind: "signed_out"; notice: string | null }
  | { kind: "unreachable"; message: string }
  | { kind: "signed_in"; account: Account; me: Me; api: ApiClient };

/** Who is signed in on this page, from the stored account to its end by sign-out or revocation. */
export class Session {
  readonly #storage: Storage;
  readonly #state = signal<SessionState>({ kind: "loading" });

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get state(): ReadonlySignal<SessionState> {
    return this.#state;
  }

  async start(): Promise<void> {
    const account = currentAccount(await loadAccounts(this.#storage));
    if (!account) {
      this.#state.value = { kind: "signed_out", notice: null };
      return;
    }
    const api = this.#apiFor(account);
    try {
      const me = await api.call("/api/me", { answer: knownMeSchema });
      this.#state.value = { kind: "signed_in", account, me, api };
    } catch (error) {
      // A sign-in that has ended was dealt with by the client's own callback.
      if (error instanceof ApiError && endsSession(error.code)) return;
      this.#state.value = { kind: "unreachable", message: sentenceOf(error) };
    }
  }

  /** Tries again after the server could not be reached. */
  async retry(): Promise<void> {
    this.#state.value = { kind: "loading" };
    await this.start();
  }

  /** Takes up a new token: asks whose it is, keeps the account and signs in. */
  async accept(serverUrl: string, token: string): Promise<void> {
    const me = await new ApiClient(serverUrl, token, () => {}).call("/api/me", {
      answer: knownMeSchema,
    });
    const account: Account = {
      id: `${serverUrl}|${me.organization.id}|${me.agent.id}`,
      serverUrl,
      token,
      name: me.agent.name,
      organization: me.organization.name,
    };
    await keepAccount(this.#storage, account);
    this.#state.value = { kind: "signed_in", account, me, api: this.#apiFor(account) };
  }

  async signOut(): Promise<void> {
    const state = this.#state.peek();
    if (state.kind !== "signed_in") return;
    await signOut(state.account.serverUrl, state.account.token);
    await this.#forget(state.account, null);
  }

  /** The server refused this sign-in: it expired or was revoked. */
  ended(account: Account): void {
    void this.#forget(account, "Your sign-in has ended. Sign in again.");
  }

  #apiFor(account: Account): ApiClient {
    return new ApiClient(account.serverUrl, account.token, () => this.ended(account));
  }

  async #forget(account: Account, notice: string | null): Promise<void> {
    const state = this.#state.peek();
    if (state.kind === "signed_in" && state.account.token !== account.token) return;
    await forgetAccount(this.#storage, account);
    this.#state.value = { kind: "signed_out", notice };
  }
}
