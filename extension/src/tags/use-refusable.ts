import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";

/** Runs a dialog's action once at a time and keeps the sentence of a refusal. */
export function useRefusable() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = (action: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    action()
      .catch((error: unknown) => setProblem(sentenceOf(error)))
      .finally(() => setBusy(false));
  };
  return { problem, busy, run, forget: () => setProblem(null) };
}
