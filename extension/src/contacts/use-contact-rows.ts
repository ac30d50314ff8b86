import { useEffect, useMemo, useRef } from "preact/hooks";
import { useSignedIn, type SignedIn } from "../session/signed-in.ts";
import { ContactRows } from "./contact-rows.ts";
import type { ContactView } from "./contact-view.ts";

/** The list last looked at stays, so that coming back from a contact finds it as it was left. */
const kept = new WeakMap<SignedIn, { key: string; list: ContactRows }>();

/** The rows of a view; while another one's are on their way those before stay on the page. */
export function useContactRows(view: ContactView): { shown: ContactRows; wanted: ContactRows } {
  const signedIn = useSignedIn();
  const key = JSON.stringify([view.filter, view.sort, view.direction]);
  const wanted = useMemo(() => {
    const held = kept.get(signedIn);
    if (held?.key === key) return held.list;
    held?.list.close();
    const list = new ContactRows(signedIn, view);
    kept.set(signedIn, { key, list });
    return list;
  }, [signedIn, key]);
  useEffect(() => wanted.attend(), [wanted]);
  const last = useRef(wanted);
  if (wanted.loaded.value || wanted.failure.value) last.current = wanted;
  return { shown: last.current, wanted };
}
