import {
  importCheckSchema,
  type ImportCheck,
  type NewImport,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";

export interface Checked {
  /** Of the settings before, until the present ones are checked. */
  result: ImportCheck | null;
  busy: boolean;
  /** Why nothing can be imported with these settings. */
  refusal: ApiError | null;
}

/** Settings change by the key and by the click; they are checked when they rest. */
const rest = 250;

/** What an import would do, asked again whenever its settings change. */
export function useCheck(importId: number, settings: NewImport): Checked {
  const { api } = useSignedIn();
  const [checked, setChecked] = useState<Checked>({ result: null, busy: true, refusal: null });
  const body = JSON.stringify(settings);
  useEffect(() => {
    const asking = new AbortController();
    setChecked((before) => ({ ...before, busy: true }));
    const check = async () => {
      const path = `/api/crm/contacts/imports/${importId}/check`;
      try {
        const result = await api.call(path, {
          method: "POST",
          body: JSON.parse(body) as NewImport,
          answer: importCheckSchema,
          signal: asking.signal,
        });
        setChecked({ result, busy: false, refusal: null });
      } catch (error) {
        if (asking.signal.aborted) return;
        const refusal =
          error instanceof ApiError ? error : new ApiError("internal", "The file was not checked.");
        setChecked({ result: null, busy: false, refusal });
      }
    };
    const timer = setTimeout(() => void check(), rest);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [api, importId, body]);
  return checked;
}
