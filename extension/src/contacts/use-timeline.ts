import { timelineEntrySchema, type TimelineEntry } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";

const pageSchema = pageOf(timelineEntrySchema);

export type Timeline = {
  /** Null until the first page is there. */
  entries: readonly TimelineEntry[] | null;
  /** Reads earlier entries; null at the beginning of time. */
  earlier: (() => void) | null;
  reading: boolean;
  failure: string | null;
  retry: () => void;
};

type Held<Entry> = { entries: readonly Entry[]; cursor: string | null };

/**
 * A contact's timeline, newest first. What comes later (another `revision`) is put on top of what
 * was read, so that somebody far down in the past stays there.
 */
export function useTimeline(contactId: number, revision: number): Timeline {
  const { api } = useSignedIn();
  const [held, hold] = useState<Held<TimelineEntry> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const current = useRef<AbortController | null>(null);
  const path = `/api/crm/contacts/${contactId}/timeline`;

  const read = useCallback(
    async (cursor: string | null) => {
      current.current?.abort();
      const mine = new AbortController();
      current.current = mine;
      setReading(true);
      try {
        const page = await api.call(path, {
          query: { cursor: cursor ?? undefined },
          answer: pageSchema,
          signal: mine.signal,
        });
        const next = { entries: page.items, cursor: page.nextCursor };
        hold((before) => (cursor ? below(before, next) : onTop(before, next)));
        setFailure(null);
      } catch (error) {
        if (!mine.signal.aborted) setFailure(sentenceOf(error));
      } finally {
        if (current.current === mine) setReading(false);
      }
    },
    [api, path],
  );

  useEffect(() => hold(null), [path]);
  useEffect(() => void read(null), [read, revision, attempt]);
  useEffect(() => () => current.current?.abort(), []);
  const cursor = held?.cursor ?? null;
  return {
    entries: held && held.entries,
    earlier: cursor === null ? null : () => void read(cursor),
    reading,
    failure,
    retry: () => setAttempt((count) => count + 1),
  };
}

/** The newest page over what was read; where they do not meet, the newest page alone. */
export function onTop<Entry extends { id: number }>(
  before: Held<Entry> | null,
  newest: Held<Entry>,
): Held<Entry> {
  const oldest = newest.entries.at(-1)?.id;
  if (!before || oldest === undefined) return newest;
  const rest = before.entries.filter((entry) => entry.id < oldest);
  const meet = before.entries.some((entry) => entry.id >= oldest);
  return meet && rest.length > 0
    ? { entries: [...newest.entries, ...rest], cursor: before.cursor }
    : newest;
}

function below<Entry>(before: Held<Entry> | null, earlier: Held<Entry>): Held<Entry> {
  return { entries: [...(before?.entries ?? []), ...earlier.entries], cursor: earlier.cursor };
}
