import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { useState } from "preact/hooks";
import { Dialog } from "../ui/dialog.tsx";
import { ChooseDuplicate } from "./choose-duplicate.tsx";
import { CompareContacts } from "./compare-contacts.tsx";
import "./merge-contacts-dialog.css";

/** Makes one contact of two: with whom, then whose values stay (C6). */
export function MergeContactsDialog({
  contact,
  close,
  merged,
}: {
  contact: Contact;
  close: () => void;
  merged: () => void;
}) {
  const [other, setOther] = useState<Contact | null>(null);
  return (
    <Dialog title="Merge contacts" close={close} size="lg">
      {other ? (
        <CompareContacts
          contact={contact}
          other={other}
          back={() => setOther(null)}
          close={close}
          merged={merged}
        />
      ) : (
        <ChooseDuplicate contact={contact} choose={setOther} close={close} />
      )}
    </Dialog>
  );
}
