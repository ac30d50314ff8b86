import { useEffect, useMemo } from "preact/hooks";
import { ContactStore } from "../contacts/contact-store.ts";
import { listAddress } from "../contacts/use-contact-view.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { ContactRecord } from "./contact-record.tsx";
import "../ui/page-frame.css";
import "./contact-page.css";

/** `/admin/contacts/{id}`: the contact on its own page (C2). */
export function ContactPage({ id }: { id: number }) {
  const signedIn = useSignedIn();
  const router = useRouter();
  const catalogue = useCatalogue();
  const store = useMemo(() => new ContactStore(signedIn, catalogue, id), [signedIn, id]);
  useEffect(() => () => store.close(), [store]);
  return (
    <div class="page">
      <div class="contact-page">
        <nav class="page-above" aria-label="Breadcrumb">
          <a href={router.href(listAddress())}>All contacts</a>
        </nav>
        <ContactRecord store={store} ownPage />
      </div>
    </div>
  );
}
