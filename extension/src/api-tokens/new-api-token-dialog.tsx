import { createdApiTokenSchema } from "@tagalong/shared/contracts/api-token.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { useState } from "preact/hooks";
import { PermissionPicker } from "../roles/permission-picker.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { useSubmit } from "../ui/use-submit.ts";

const lifetimes = [
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "", label: "Never" },
];

const day = 24 * 60 * 60 * 1_000;
const inDays = (days: string) =>
  days === "" ? null : new Date(Date.now() + Number(days) * day).toISOString();

/** Makes a token, then shows it: this once, so that it is the last thing before closing. */
export function NewApiTokenDialog({ close }: { close: () => void }) {
  const { api, can } = useSignedIn();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [held, setHeld] = useState<Permission[]>([]);
  const [created, setCreated] = useState<{ name: string; token: string } | null>(null);
  const { busy, run, at, except } = useSubmit();

  if (created) {
    return (
      <Dialog title="API token created" close={close}>
        <div class="dialog-body">
          <CopyField
            label={`Token “${created.name}”`}
            text={created.token}
            hint="Copy it now: it is stored hashed and cannot be shown again."
          />
        </div>
        <footer class="dialog-footer">
          <Button look="primary" onClick={close}>
            Done
          </Button>
        </footer>
      </Dialog>
    );
  }
  const create = async () => {
    const body = { name, permissions: held, expiresAt: inDays(days) };
    setCreated(
      await api.call("/api/api-tokens", { method: "POST", body, answer: createdApiTokenSchema }),
    );
  };
  const problem = except("name", "permissions", "expiresAt");
  return (
    <Dialog title="New API token" size="lg" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(create);
        }}
      >
        <div class="dialog-body">
          <Field label="Name" hint="What it is for: “CRM sync”." error={at("name")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                maxLength={50}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <SelectField
            label="Expires"
            value={days}
            options={lifetimes}
            choose={setDays}
            error={at("expiresAt")}
          />
          <PermissionPicker value={held} change={setHeld} mayGive={can} error={at("permissions")} />
          {problem && (
            <p class="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            Create token
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
