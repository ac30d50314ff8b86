import type { RoleEntry } from "@tagalong/shared/contracts/role.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { say } from "../ui/toaster.tsx";

/** Before a role goes: what those who have it get instead. */
export function DeleteRoleDialog({
  role,
  others,
  close,
}: {
  role: RoleEntry;
  others: readonly RoleEntry[];
  close: () => void;
}) {
  const { api } = useSignedIn();
  const [replacement, setReplacement] = useState("agent");
  const inUse = role.agents > 0;
  const people = role.agents === 1 ? "One agent has" : `${role.agents} agents have`;
  return (
    <ConfirmDialog
      title={`Delete the role “${role.name}”`}
      action="Delete role"
      close={close}
      confirm={async () => {
        await api.call(`/api/roles/${role.id}`, {
          method: "DELETE",
          query: { replacement: inUse ? replacement : undefined },
          answer: z.undefined(),
        });
        say("Role deleted");
        close();
      }}
    >
      {inUse ? (
        <SelectField
          label="Role they get instead"
          hint={`${people} this role (invitations included).`}
          value={replacement}
          choose={setReplacement}
          options={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      ) : (
        <p>Nobody has this role.</p>
      )}
    </ConfirmDialog>
  );
}
