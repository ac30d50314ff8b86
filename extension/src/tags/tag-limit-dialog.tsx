import { tagSettingsSchema } from "@tagalong/shared/contracts/tag.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { say } from "../ui/toaster.tsx";
import { useRefusable } from "./use-refusable.ts";

const most = 1_000;

/** How many tags a record holds: raised, lowered or lifted (T7). */
export function TagLimitDialog({ close }: { close: () => void }) {
  const { api, me } = useSignedIn();
  const now = me.organization.maxTagsPerRecord;
  const [limited, setLimited] = useState(now !== null);
  const [typed, setTyped] = useState(String(now ?? 20));
  const { problem, busy, run, forget } = useRefusable();
  return (
    <Dialog title="Tags per record" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await api.call("/api/crm/tags/settings", {
              method: "PATCH",
              body: { maxTagsPerRecord: limited ? Number(typed) : null },
              answer: tagSettingsSchema,
            });
            say(limited ? `A record holds at most ${typed} tags` : "A record holds any number");
            close();
          });
        }}
      >
        <div class="dialog-body">
          <fieldset class="tag-naming-ways">
            <legend class="visually-hidden">How many tags a record holds</legend>
            <label class="tag-naming-way">
              <input
                type="radio"
                name="limit"
                checked={limited}
                onChange={() => setLimited(true)}
              />
              At most so many
            </label>
            <label class="tag-naming-way">
              <input
                type="radio"
                name="limit"
                checked={!limited}
                onChange={() => setLimited(false)}
              />
              Any number
            </label>
          </fieldset>
          {limited && (
            <Field
              label="Most tags on one record"
              hint="Lowering it takes no tag off anything: a record that holds more takes no more."
              error={problem}
            >
              {(wiring) => (
                <input
                  {...wiring}
                  class="input"
                  type="number"
                  min={1}
                  max={most}
                  step={1}
                  required
                  value={typed}
                  onInput={(event) => {
                    setTyped(event.currentTarget.value);
                    forget();
                  }}
                />
              )}
            </Field>
          )}
          {!limited && problem && (
            <p class="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            Save
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
