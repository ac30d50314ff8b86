import { useEffect } from "preact/hooks";
import { useRouter } from "../navigation/router.ts";
import type { ContactStore } from "./contact-store.ts";

/** Leads a window whose contact was merged to the contact that it is part of by now (C6). */
export function useFollowMerged(store: ContactStore): void {
  const router = useRouter();
  const into = store.failure.value?.mergedInto;
  useEffect(() => {
    if (into === undefined) return;
    const path = router.path.peek();
    if (path === `/contacts/${store.id}`) router.go(`/contacts/${into}`, { replace: true });
    const query = new URLSearchParams(router.query.peek());
    if (path !== "/contacts" || query.get("contact") !== String(store.id)) return;
    query.set("contact", String(into));
    router.go(`${path}?${query}`, { replace: true });
  }, [into, store]);
}
