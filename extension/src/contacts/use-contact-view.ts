import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { everyContact, readView, tidyFilter, writeView, type ContactView } from "./contact-view.ts";
import { rememberColumns, rememberedColumns } from "./remembered-columns.ts";

/** Where the list was left, which is what a contact's own page leads back to. */
let left = "/contacts";
export const listAddress = () => left;

export type ViewInAddress = {
  view: ContactView;
  /** The contact in the panel. */
  contactId: number | null;
  /** Back leads to the view before, unless this one only refines it (`replace`). */
  change: (change: Partial<ContactView>, options?: { replace?: boolean }) => void;
  /** Opens a contact in the panel, or closes it. */
  show: (contactId: number | null) => void;
  reset: () => void;
};

/** The list's view and its open contact as the address says; `saved` is the smart list's own view. */
export function useContactView(saved: { id: number; view: ContactView } | null): ViewInAddress {
  const { account } = useSignedIn();
  const router = useRouter();
  const query = router.query.value;
  const base = saved?.view ?? everyContact;
  const remembered = saved ? null : rememberedColumns(account);
  const view = readView(query, remembered ? { ...base, columns: remembered } : base);
  const contactId = idIn(query.get("contact"));

  const address = (next: ContactView, contact: number | null) => {
    const parts = new URLSearchParams();
    if (saved) parts.set("list", String(saved.id));
    for (const [name, value] of writeView(next, base)) parts.append(name, value);
    if (contact !== null) parts.set("contact", String(contact));
    return parts.size > 0 ? `/contacts?${parts.toString()}` : "/contacts";
  };
  left = address(view, null);
  return {
    view,
    contactId,
    change: (change, { replace = false } = {}) => {
      if (change.columns) rememberColumns(account, change.columns);
      const next = { ...view, ...change };
      router.go(address({ ...next, filter: tidyFilter(next.filter) }, contactId), { replace });
    },
    show: (contact) =>
      router.go(address(view, contact), { replace: contactId !== null && contact !== null }),
    reset: () => router.go(address(base, contactId)),
  };
}

/** An id in the address; whatever else stands there is nobody's. */
export const idIn = (text: string | null) =>
  text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
