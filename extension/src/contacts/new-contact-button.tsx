import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { NewContactDialog } from "./new-contact-dialog.tsx";

/** Adds a contact by hand, for those who may (C1). */
export function NewContactButton() {
  const { can } = useSignedIn();
  const [open, setOpen] = useState(false);
  if (!can("manage contacts")) return null;
  return (
    <>
      <Button look="primary" icon="plus" onClick={() => setOpen(true)}>
        New contact
      </Button>
      {open && <NewContactDialog close={() => setOpen(false)} />}
    </>
  );
}
