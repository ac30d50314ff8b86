import { toGiveData } from "@tagalong/shared/contracts/person-data.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import "./contact-actions.css";
import type { ContactStore } from "./contact-store.ts";
import { EraseContactDialog } from "./erase-contact-dialog.tsx";
import { MergeContactsDialog } from "./merge-contacts-dialog.tsx";
import { useContactData } from "./use-contact-data.ts";

/** What can be done with a contact as a whole (C6): merge, give out what is stored, erase. */
export function ContactActions({ store }: { store: ContactStore }) {
  const { can } = useSignedIn();
  const [open, setOpen] = useState<"merge" | "erase" | null>(null);
  const saveData = useContactData();
  const contact = store.contact.value;
  if (!contact) return null;
  const items: MenuItem[] = [
    ...(can("manage contacts") ? [{ value: "merge", label: "Merge…" }] : []),
    ...(toGiveData.every(can) ? [{ value: "data", label: "Export data" }] : []),
    ...(can("erase contacts") ? [{ value: "erase", label: "Erase…" }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <Menu
        label={`Actions for ${contact.displayName}`}
        trigger={<Icon name="more" />}
        triggerClass="contact-actions"
        placement="bottom-end"
        items={items}
        select={(value) => {
          if (value === "data") saveData(contact);
          else setOpen(value === "erase" ? "erase" : "merge");
        }}
      />
      {open === "merge" && (
        <MergeContactsDialog
          contact={contact}
          close={() => setOpen(null)}
          merged={() => {
            setOpen(null);
            void store.read();
          }}
        />
      )}
      {open === "erase" && (
        <EraseContactDialog
          contact={contact}
          close={() => setOpen(null)}
          erased={() => {
            setOpen(null);
            void store.read();
          }}
        />
      )}
    </>
  );
}
