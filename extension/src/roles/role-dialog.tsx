import { roleSchema, type RoleEntry } from "@tagalong/shared/contracts/role.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { say } from "../ui/toaster.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { PermissionPicker } from "./permission-picker.tsx";

/** A new role, perhaps like another one; or one's changes; or a fixed one to look at. */
export function RoleDialog({
  role,
  like,
  close,
}: {
  role?: RoleEntry;
  like?: RoleEntry;
  close: () => void;
}) {
  const { api, can } = useSignedIn();
  const from = role ?? like;
  const [name, setName] = useState(role?.name ?? (like ? `${like.name} copy` : ""));
  const [description, setDescription] = useState(from?.description ?? "");
  const [held, setHeld] = useState<Permission[]>(
    role ? role.permissions : (like?.permissions.filter(can) ?? []),
  );
  const { busy, run, at, except } = useSubmit();
  const fixed = role?.builtIn === true || !can("manage roles");

  const save = async () => {
    const body = { name, description, permissions: held };
    if (role)
      await api.call(`/api/roles/${role.id}`, { method: "PATCH", body, answer: roleSchema });
    else await api.call("/api/roles", { method: "POST", body, answer: roleSchema });
    say(role ? "Role updated" : "Role created");
    close();
  };

  if (role && fixed) {
    return (
      <Dialog title={role.name} size="lg" close={close}>
        <div class="dialog-body">
          {role.description && <p class="muted">{role.description}</p>}
          <PermissionPicker value={role.permissions} change={null} mayGive={can} />
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Close</Button>
        </footer>
      </Dialog>
    );
  }
  const problem = except("name", "description", "permissions");
  return (
    <Dialog title={role ? "Edit role" : "New role"} size="lg" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(save);
        }}
      >
        <div class="dialog-body">
          <Field label="Name" error={at("name")}>
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
          <Field label="Description" error={at("description")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                autoComplete="off"
                maxLength={500}
                value={description}
                onInput={(event) => setDescription(event.currentTarget.value)}
              />
            )}
          </Field>
          <PermissionPicker value={held} change={setHeld} mayGive={can} error={at("permissions")} />
          {role && role.agents > 0 && (
            <p class="muted">A change takes effect at once, in open windows too.</p>
          )}
          {problem && (
            <p class="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {role ? "Save" : "Create"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
