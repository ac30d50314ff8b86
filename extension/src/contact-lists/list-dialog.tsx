import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { useRefusable } from "../tags/use-refusable.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";

/** Asks what a list is called and, for a new one, whom it is for (C7). */
export function ListDialog({
  title,
  action,
  name: first = "",
  askShared,
  close,
  save,
}: {
  title: string;
  action: string;
  name?: string;
  askShared?: boolean;
  close: () => void;
  save: (list: { name: string; shared: boolean }) => Promise<void>;
}) {
  const { can } = useSignedIn();
  const [name, setName] = useState(first);
  const [shared, setShared] = useState(false);
  const { problem, busy, run, forget } = useRefusable();
  return (
    <Dialog title={title} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await save({ name: name.trim(), shared });
            close();
          });
        }}
      >
        <div class="dialog-body">
          <Field label="Name" error={problem}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                maxLength={100}
                required
                value={name}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  forget();
                }}
              />
            )}
          </Field>
          {askShared && can("manage contacts") && (
            <label class="list-share">
              <input
                type="checkbox"
                checked={shared}
                onChange={(event) => setShared(event.currentTarget.checked)}
              />
              Share with everybody
            </label>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || name.trim() === ""}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
