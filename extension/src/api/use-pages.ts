import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { sentenceOf } from "./api-error.ts";

export type Pages<T> = {
  /** Null until the first page is there. */
  items: readonly T[] | null;
  /** Reads the next page; null at the end. */
  more: (() => void) | null;
  failure: string | null;
  retry: () => void;
};

/** A keyset list, page by page. Another path, query or `version` begins again, keeping what is shown. */
export function usePages<T extends z.ZodType>(
  path: string,
  item: T,
  query: Record<string, string | undefined> = {},
  version: unknown = 0,
): Pages<z.infer<T>> {
  const { api } = useSignedIn();
  const [state, setState] = useState<{
    items: readonly z.infer<T>[] | null;
    cursor: string | null;
    failure: string | null;
  }>({ items: null, cursor: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  const reading = useRef<AbortController | null>(null);
  const key = JSON.stringify([path, query]);

  const read = useCallback(
    async (cursor: string | null, before: readonly z.infer<T>[]) => {
      reading.current?.abort();
      const mine = new AbortController();
      reading.current = mine;
      try {
        const page = await api.call(path, {
          query: { ...query, cursor: cursor ?? undefined },
          answer: pageOf(item),
          signal: mine.signal,
        });
        setState({ items: [...before, ...page.items], cursor: page.nextCursor, failure: null });
      } catch (error) {
        if (mine.signal.aborted) return;
        setState((held) => ({ ...held, failure: sentenceOf(error) }));
      }
    },
    [api, key],
  );

  useEffect(() => {
    void read(null, []);
    return () => reading.current?.abort();
  }, [read, version, attempt]);

  const { items, cursor, failure } = state;
  return {
    items,
    failure,
    more: items && cursor ? () => void read(cursor, items) : null,
    retry: () => setAttempt((count) => count + 1),
  };
}
