import { useEffect, useState } from "preact/hooks";
import type { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { failureOf, type Failure } from "./api-error.ts";

export type Read<T> = {
  value: T | null;
  failure: string | null;
  /** It failed because there is no such thing. */
  missing: boolean;
  retry: () => void;
};

/** One read of the server; read again when the path changes. */
export function useRead<T extends z.ZodType>(path: string, answer: T): Read<z.infer<T>> {
  const { api } = useSignedIn();
  const [value, setValue] = useState<z.infer<T> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const reading = new AbortController();
    setFailure(null);
    api.call(path, { answer, signal: reading.signal }).then(setValue, (error: unknown) => {
      if (!reading.signal.aborted) setFailure(failureOf(error));
    });
    return () => reading.abort();
  }, [api, path, attempt]);
  return {
    value,
    failure: failure && failure.message,
    missing: failure?.missing ?? false,
    retry: () => setAttempt((count) => count + 1),
  };
}
