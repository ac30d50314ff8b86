import {
  mergedContactSchema,
  mergePreviewSchema,
  type MergeContacts,
  type MergeSide,
} from "@tagalong/shared/contracts/contact-merge.ts";
import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { useRead } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState, Loading } from "../ui/state.tsx";
import { say } from "../ui/toaster.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { MergeDifferences } from "./merge-differences.tsx";
import { MergeMoves } from "./merge-moves.tsx";
import { useUndoMerge } from "./use-undo-merge.ts";

/** Two contacts side by side: which one stays, whose values, and what moves over. */
export function CompareContacts({
  contact,
  other,
  back,
  close,
  merged,
}: {
  contact: Contact;
  other: Contact;
  back: () => void;
  close: () => void;
  merged: () => void;
}) {
  const { api } = useSignedIn();
  const { busy, run, except } = useSubmit();
  const undo = useUndoMerge();
  const [swapped, setSwapped] = useState(false);
  const [chosen, setChosen] = useState<Readonly<Record<string, MergeSide>>>({});
  const [kept, absorbed] = swapped ? [other, contact] : [contact, other];
  const preview = useRead(
    `/api/crm/contacts/${kept.id}/merge?other=${absorbed.id}`,
    mergePreviewSchema,
  );
  const form = useRef<HTMLFormElement>(null);
  // The row that was chosen is gone, and focus with it.
  useEffect(() => form.current?.focus(), []);
  const shown = preview.value?.kept.id === kept.id ? preview.value : null;

  const merge = async () => {
    const body: MergeContacts = { otherId: absorbed.id, fields: chosen };
    const { mergeId, leftOut } = await api.call(`/api/crm/contacts/${kept.id}/merge`, {
      method: "POST",
      body,
      answer: mergedContactSchema,
    });
    const left = leftOut.length === 0 ? "" : `, ${leftOut.length} without room left out`;
    say(`Contacts merged${left && ` (tags${left})`}`, {
      label: "Undo",
      run: () => undo(kept.id, mergeId),
    });
    merged();
  };

  return (
    <form
      ref={form}
      class="merge-compare"
      tabIndex={-1}
      aria-label={`${kept.displayName} and ${absorbed.displayName}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (shown && !busy) run(merge);
      }}
    >
      <div class="dialog-body">
        <div class="merge-pair">
          <Side contact={kept} word="Stays" />
          <Button
            size="sm"
            icon="swap"
            onClick={() => {
              setSwapped(!swapped);
              setChosen({});
            }}
          >
            Swap
          </Button>
          <Side contact={absorbed} word="Becomes part of it" />
        </div>
        {preview.failure && !shown ? (
          <ErrorState message={preview.failure} retry={preview.retry} />
        ) : !shown ? (
          <Loading label="Comparing the contacts" rows={4} />
        ) : (
          <>
            <MergeDifferences
              preview={shown}
              chosen={chosen}
              choose={(field, side) => setChosen((held) => ({ ...held, [field]: side }))}
            />
            <MergeMoves preview={shown} chosen={chosen} />
          </>
        )}
        {except() && (
          <p class="field-error" role="alert">
            {except()}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button class="merge-back" onClick={back}>
          Back
        </Button>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary" disabled={!shown || busy}>
          Merge
        </Button>
      </footer>
    </form>
  );
}

function Side({ contact, word }: { contact: Contact; word: string }) {
  return (
    <div class="merge-side">
      <Avatar name={contact.displayName} size={28} />
      <span class="merge-candidate-text">
        <strong class="truncate">{contact.displayName}</strong>
        <span class="muted">{word}</span>
      </span>
    </div>
  );
}
