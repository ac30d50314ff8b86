import type { OutboxStore } from "@tagalong/shared/delivery/outbox.ts";

const table = "entries";
const timeLimit = 4_000;

/** An outbox kept in IndexedDB, one database an account. Where storage is blocked every call rejects. */
export function outboxStore<Entry extends { clientId: string }>(name: string): OutboxStore<Entry> {
  let opened: Promise<IDBDatabase> | undefined;
  const within = async <T>(work: (entries: IDBObjectStore) => IDBRequest<T>, write: boolean) => {
    opened ??= open(name);
    const database = await opened.catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return new Promise<T>((resolve, reject) => {
      const mode = write ? "readwrite" : "readonly";
      const transaction = database.transaction(table, mode, { durability: "strict" });
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("The store refused."));
    });
  };
  return {
    put: (entry) => inTime(within((entries) => entries.put(entry), true)),
    remove: (clientId) => inTime(within((entries) => entries.delete(clientId), true)),
    all: () => inTime(within((entries) => entries.getAll() as IDBRequest<Entry[]>, false)),
  };
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(table, { keyPath: "clientId" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The store cannot be opened."));
  });
}

/** The outbox waits for its store, which must therefore never hang. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The store does not answer.")), timeLimit);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
