import { erasedContactSchema } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { say } from "../ui/toaster.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import "./erase-contact-dialog.css";

/** Asks for the person's name before everything of them goes for good (C6). */
export function EraseContactDialog({
  contact,
  close,
  erased,
}: {
  contact: Contact;
  close: () => void;
  erased: () => void;
}) {
  const { api } = useSignedIn();
  const { busy, run, except } = useSubmit();
  const [typed, setTyped] = useState("");
  const name = contact.displayName;
  const agreed = sameWords(typed, name);
  const erase = async () => {
    await api.call(`/api/crm/contacts/${contact.id}`, {
      method: "DELETE",
      answer: erasedContactSchema,
    });
    say("Contact erased");
    erased();
  };
  return (
    <Dialog title="Erase contact" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (agreed && !busy) run(erase);
        }}
      >
        <div class="dialog-body">
          <p>
            Everything that is stored of <strong>{name}</strong> is erased. This cannot be undone.
          </p>
          <ul class="erase-contact-list">
            <li>Profile, properties, tags, segments, leads and deals go, and merges with them.</li>
            <li>The words of every message go, on both sides. An open chat ends.</li>
            <li>
              Conversations stay without a name, with their times, so that reports still count them.
            </li>
            <li>
              Files that somebody exported, and filters that name the person, are not searched.
            </li>
          </ul>
          <Field label={`Type “${name}” to erase`} error={except()}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autocomplete="off"
                spellcheck={false}
                value={typed}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            class="erase-contact-button"
            disabled={!agreed || busy}
          >
            Erase for good
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** However it was typed: blanks run together, composed or not. */
const sameWords = (one: string, other: string) => plain(one) === plain(other);
const plain = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();
