import type { ErrorBody } from "../contracts/error.ts";

export interface OutboxEntry {
  /** The message's UUID, made once: sending it again can never double it (delivery 2). */
  clientId: string;
  /** Entries of one lane (a conversation) are sent one after another, in the order they were added. */
  lane: string;
  /** Position among the entries; given by the outbox. */
  order?: number;
  /**
   * saving: not yet in the store, so not yet sent. waiting: stored, sent until acknowledged.
   * unsaved: the store refused, kept in memory only ("not saved yet"). failed: refused for good.
   */
  state?: "saving" | "waiting" | "unsaved" | "failed";
  /** Why it failed. */
  error?: ErrorBody["error"] | undefined;
}

/** Every call must settle: a store that may hang needs a time limit. */
export interface OutboxStore<Entry> {
  /** Resolves when the entry would survive the browser's death. */
  put: (entry: Entry) => Promise<unknown>;
  remove: (clientId: string) => Promise<unknown>;
  all: () => Promise<Entry[]>;
}

export interface OutboxOptions<Entry> {
  store: OutboxStore<Entry>;
  /**
   * Sends once and gives the server's acknowledgement. A rejection (no connection, no answer in
   * time) and a passing error are tried again for ever; any other error fails the entry.
   */
  send: (entry: Entry) => Promise<object>;
  /** The entries, oldest first, after every change. */
  changed?: (entries: readonly Entry[]) => void;
  /** An entry was accepted; called before it leaves the outbox. */
  accepted?: (entry: Entry, answer: object) => void;
  /** `setTimeout`, or a test's own clock. */
  schedule: (run: () => void, milliseconds: number) => unknown;
  random?: () => number;
}

/** Errors after which the same message may succeed later: `retryableErrors` of contracts/error.ts. */
export const passingErrors: readonly string[] = ["internal", "unavailable", "rate_limited"];

const longestWait = 10_000;

/** Messages on their way: stored before they are sent, forgotten when acknowledged (delivery 1 and 7). */
export function createOutbox<Entry extends OutboxEntry>(options: OutboxOptions<Entry>) {
  const { store, send, schedule, random = Math.random } = options;
  let entries: Entry[] = [];
  let stopped = false;
  const done = new Set<string>();
  /** The latest attempt of each lane that is being worked on. */
  const attempts = new Map<string, object>();

  const changed = () => options.changed?.([...entries]);
  const save = (entry: Entry) => store.put({ ...entry, state: entry.error ? "failed" : "waiting" });

  const run = async (lane: string, tries = 0): Promise<void> => {
    attempts.delete(lane);
    const entry = entries.find((each) => each.lane === lane && each.state !== "failed");
    if (!entry || entry.state === "saving" || stopped) return;
    const attempt = {};
    attempts.set(lane, attempt);
    const answer = await send(entry).catch(() => ({ error: { code: "unavailable" } }));
    if (!entries.includes(entry)) return;
    const error = "error" in answer && (answer.error as ErrorBody["error"]);
    if (!error) {
      options.accepted?.(entry, answer);
      forget(entry);
    } else if (!passingErrors.includes(error.code)) {
      if (entry.state === "failed") return;
      entry.state = "failed";
      entry.error = error;
      changed();
      save(entry).catch(() => {});
    } else {
      const again = () => {
        // Since then a connection may have started a newer attempt.
        if (attempts.get(lane) === attempt) void run(lane, tries + 1);
      };
      schedule(again, Math.min(longestWait, 500 * 2 ** tries) * (0.5 + random() / 2));
      return;
    }
    return run(lane);
  };

  const forget = (entry: Entry) => {
    done.add(entry.clientId);
    entries = entries.filter((each) => each !== entry);
    changed();
    store.remove(entry.clientId).catch(() => {});
  };

  const place = (entry: Entry) => {
    entry.order = entries.reduce((last, each) => Math.max(last, each.order ?? 0), 0) + 1;
    entries = [...entries.filter((each) => each !== entry), entry];
  };

  const find = (clientId: string) => entries.find((each) => each.clientId === clientId);

  const load = async () => {
    const stored = await store.all().catch((): Entry[] => []);
    const fresh = stored.filter(({ clientId }) => !done.has(clientId) && !find(clientId));
    entries = [...fresh.sort((a, b) => (a.order ?? 0) - (b.order ?? 0)), ...entries];
    changed();
  };
  let loaded: Promise<void> | undefined;

  return {
    get entries(): readonly Entry[] {
      return entries;
    },
    /** Resolves when the entry is stored, or known to be unsaved; it is sent by itself. */
    async add(given: Entry): Promise<void> {
      await (loaded ??= load());
      const entry: Entry = { ...given, state: "saving" };
      place(entry);
      changed();
      entry.state = await save(entry).then(
        () => "waiting" as const,
        () => "unsaved" as const,
      );
      changed();
      if (!attempts.has(entry.lane)) void run(entry.lane);
    },
    /**
     * Call at the start and on every connection: takes up what the store holds from before (or from
     * a tab that was closed) and sends everything that waits at once.
     */
    async flush(): Promise<void> {
      await (loaded = load());
      for (const lane of new Set(entries.map((entry) => entry.lane))) void run(lane);
    },
    /** "Try again" on a failed entry: it goes to the end of its lane. */
    retry(clientId: string): void {
      const entry = find(clientId);
      if (entry?.state !== "failed") return;
      delete entry.error;
      entry.state = "waiting";
      place(entry);
      changed();
      save(entry).catch(() => {});
      if (!attempts.has(entry.lane)) void run(entry.lane);
    },
    /** "Discard" on a failed entry. */
    discard(clientId: string): void {
      const entry = find(clientId);
      if (entry?.state === "failed") forget(entry);
    },
    /** Sends nothing more; what is stored stays stored. */
    stop(): void {
      stopped = true;
    },
  };
}
