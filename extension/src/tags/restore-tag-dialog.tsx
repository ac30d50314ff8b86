import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { say } from "../ui/toaster.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { useRefusable } from "./use-refusable.ts";

/** Another name for a tag whose own was taken while it was deleted (T5). */
export function RestoreTagDialog({
  tag,
  reason,
  close,
}: {
  tag: Tag;
  /** Why it could not simply be restored. */
  reason: string;
  close: () => void;
}) {
  const catalogue = useCatalogue();
  const [name, setName] = useState(tag.name);
  const { problem, busy, run, forget } = useRefusable();
  const untouched = name === tag.name;
  return (
    <Dialog title="Restore tag" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await catalogue.restore(tag.id, name);
            say("Tag restored");
            close();
          });
        }}
      >
        <div class="dialog-body">
          <Field label="Name" error={problem ?? (untouched ? reason : null)}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                value={name}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  forget();
                }}
              />
            )}
          </Field>
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || untouched}>
            Restore
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
