import { useState } from "preact/hooks";
import { ApiError, sentenceOf } from "../api/api-error.ts";

/** A form's sending: once at a time, its refusal beside the field that it names. */
export function useSubmit() {
  const [refusal, setRefusal] = useState<{ path: string | undefined; message: string } | null>(
    null,
  );
  const [busy, setBusy] = useState(false);
  const run = (send: () => Promise<void>) => {
    setBusy(true);
    setRefusal(null);
    send()
      .catch((error: unknown) =>
        setRefusal({
          path: error instanceof ApiError ? error.path : undefined,
          message: sentenceOf(error),
        }),
      )
      .finally(() => setBusy(false));
  };
  return {
    busy,
    run,
    /** The refusal of one of the form's fields. */
    at: (...fields: string[]) => (refusal && isAt(refusal.path, fields) ? refusal.message : null),
    /** The refusal that is of none of these fields. */
    except: (...fields: string[]) =>
      refusal && !isAt(refusal.path, fields) ? refusal.message : null,
  };
}

const isAt = (path: string | undefined, fields: readonly string[]) =>
  fields.some((field) => path === field || path?.startsWith(`${field}.`));
