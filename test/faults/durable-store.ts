import type { OutboxEntry, OutboxStore } from "@tagalong/shared/delivery/outbox.ts";

export interface Letter extends OutboxEntry {
  text: string;
}

/** A browser's disk: outlives connections and tabs, and takes a moment to write. */
export function durableStore(): OutboxStore<Letter> & { kept: ReadonlyMap<string, Letter> } {
  const kept = new Map<string, Letter>();
  const afterWriting = <T>(write: () => T) =>
    new Promise<T>((resolve) => setImmediate(() => resolve(write())));
  return {
    kept,
    put: (entry) => afterWriting(() => kept.set(entry.clientId, entry)),
    remove: (clientId) => afterWriting(() => kept.delete(clientId)),
    all: () => afterWriting(() => [...kept.values()]),
  };
}
