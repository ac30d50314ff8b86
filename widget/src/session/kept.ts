import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { OutboxEntry, OutboxStore } from "@tagalong/shared/delivery/outbox.ts";
import { newVisitor } from "./random.ts";

export interface Draft extends OutboxEntry {
  text: string;
  /** As it was when the message was written: by the time it is sent the page may be another. */
  context: Context;
  at: number;
}

export interface Kept extends OutboxStore<Draft> {
  /** The visitor's token, made at the first opening. `lasting`: it is stored in this browser. */
  visitor: () => Promise<{ token: string; lasting: boolean }>;
}

const patience = 2_000;

/**
 * What is kept in this browser for one person: the visitor's token and the outbox, in an IndexedDB
 * of their own. The database is opened for each use: a browser may close or clear it at any time.
 */
export function keptFor(person: string): Kept {
  const use = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      setTimeout(reject, patience);
      const opening = indexedDB.open(person);
      opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
      opening.onerror = reject;
      opening.onsuccess = () => {
        const database = opening.result;
        // "strict": complete means on disk, not in a buffer of the system.
        const change = database.transaction("kept", mode, { durability: "strict" });
        const request = work(change.objectStore("kept"));
        change.oncomplete = () => resolve(request.result);
        change.onabort = reject;
        database.close();
      };
    });

  return {
    put: (entry) => use("readwrite", (store) => store.put(entry, entry.clientId)),
    remove: (clientId) => use("readwrite", (store) => store.delete(clientId)),
    all: () =>
      use<(Draft | string)[]>("readonly", (store) => store.getAll()).then((all) =>
        all.filter((each) => typeof each === "object"),
      ),
    async visitor() {
      const token = newVisitor();
      try {
        // One transaction: two tabs that open at once agree on one token.
        const before = await use<string | undefined>("readwrite", (store) => {
          const asked = store.get("visitor");
          asked.onsuccess = () => asked.result || store.put(token, "visitor");
          return asked;
        });
        return { token: before ?? token, lasting: true };
      } catch {
        return { token, lasting: false };
      }
    },
  };
}
