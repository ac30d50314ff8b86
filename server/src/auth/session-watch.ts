import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Database } from "../database/database.ts";
import { log } from "../log.ts";

/** The channel that migration 0002's trigger notifies with the ids of deleted sessions. */
const ended = "session_ended";

/** Migration 0010's: with the organization in which what agents may do has changed. */
const rights = "rights_changed";

/** Expiry comes without a notice; a socket may outlive its session by this long. */
const checkEvery = 60_000;

/** Sockets that come together are checked together. */
const gathering = 200;

/** Cuts what hangs on a sign-in as soon as it ends, whichever server or statement ended it. */
export interface SessionWatch {
  /** Calls `cut` once when the session ends; the answer stops following. */
  follow(sessionId: string, cut: () => void): () => void;
  /** Grows with every change of rights anywhere; to be read before what an agent may do is. */
  rightsSeen(): number;
  /**
   * Calls `changed` whenever what the organization's agents may do may have changed since the mark;
   * the answer stops following.
   */
  followRights(organizationId: number, since: number, changed: () => void): () => void;
  close(): Promise<void>;
}

export async function watchSessions(
  databaseUrl: string,
  database: Database,
): Promise<SessionWatch> {
  const followed = new Map<string, Set<() => void>>();
  const rightsFollowers = new Map<number, Set<() => void>>();
  let rightsChanges = 0;
  const closing = new AbortController();
  let listener: pg.Client | undefined;

  const end = (sessionId: string) => {
    const cuts = followed.get(sessionId);
    followed.delete(sessionId);
    for (const cut of cuts ?? []) cut();
  };
  const tellRights = (followers: Iterable<() => void>) => {
    rightsChanges++;
    for (const changed of followers) changed();
  };
  /** What ended while nobody listened, or by its time. */
  const check = async () => {
    const ids = [...followed.keys()];
    if (ids.length === 0) return;
    const alive = await database.kysely
      .selectFrom("auth.session")
      .select("id")
      .where("id", "in", ids)
      .where("expiresAt", ">", new Date())
      .execute();
    const living = new Set(alive.map((session) => session.id));
    for (const id of ids) if (!living.has(id)) end(id);
  };
  const checkQuietly = () => {
    check().catch((error: unknown) => log.warn({ err: error }, "Sessions were not checked."));
  };
  let soon: NodeJS.Timeout | undefined;
  /** A session may end between the question who it is and the beginning of its following. */
  const checkSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      checkQuietly();
    }, gathering);
  };
  const listen = async () => {
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client.on("error", () => void client.end().catch(() => {}));
    client.on("notification", ({ channel, payload = "" }) => {
      if (channel === ended) end(payload);
      else tellRights(rightsFollowers.get(Number(payload)) ?? []);
    });
    await client.connect();
    client.once("end", () => void listenAgain());
    await client.query(`LISTEN ${ended}`);
    await client.query(`LISTEN ${rights}`);
    listener = client;
    await check();
    tellRights([...rightsFollowers.values()].flatMap((followers) => [...followers]));
  };
  const listenAgain = async () => {
    while (!closing.signal.aborted) {
      await pause(300, undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      const listening = await listen().then(
        () => true,
        () => false,
      );
      if (listening) return;
    }
  };

  await listen();
  const timer = setInterval(checkQuietly, checkEvery);
  timer.unref();
  return {
    follow(sessionId, cut) {
      const cuts = followed.get(sessionId) ?? new Set();
      followed.set(sessionId, cuts.add(cut));
      checkSoon();
      return () => {
        cuts.delete(cut);
        if (cuts.size === 0 && followed.get(sessionId) === cuts) followed.delete(sessionId);
      };
    },
    rightsSeen: () => rightsChanges,
    followRights(organizationId, since, changed) {
      const followers = rightsFollowers.get(organizationId) ?? new Set();
      rightsFollowers.set(organizationId, followers.add(changed));
      if (since !== rightsChanges) changed();
      return () => {
        followers.delete(changed);
        if (followers.size === 0 && rightsFollowers.get(organizationId) === followers) {
          rightsFollowers.delete(organizationId);
        }
      };
    },
    async close() {
      closing.abort();
      clearInterval(timer);
      clearTimeout(soon);
      await listener?.end();
    },
  };
}
