import type { Signal } from "@preact/signals";
import type { Me } from "@tagalong/shared/contracts/me.ts";
import type { ApiClient } from "../api/api-client.ts";
import type { LiveConnection } from "../live/live-connection.ts";
import { knownMeSchema } from "./known-me.ts";

/** Keeps `me` as the server knows it: a role and the settings may change while the window is open (S8). */
export function followRights(me: Signal<Me>, api: ApiClient, live: LiveConnection): void {
  const read = async () => {
    const now = await api.call("/api/me", { answer: knownMeSchema }).catch(() => null);
    if (!now) return;
    const changed = now.permissions.join() !== me.peek().permissions.join();
    me.value = now;
    // What could not be read before can be now, and the other way round.
    if (changed) live.again();
  };
  let signedInJustNow = true;
  live.on("rights", () => void read());
  live.on("settings", ({ about }) => {
    if (about === "tags") void read();
  });
  live.onConnect(() => {
    if (!signedInJustNow) void read();
    signedInJustNow = false;
  });
}
