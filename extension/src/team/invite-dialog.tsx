import type { RoleRef } from "@tagalong/shared/contracts/role.ts";
import {
  createdInvitationSchema,
  type CreatedInvitation,
  type Invitation,
} from "@tagalong/shared/contracts/team.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { date } from "../ui/format-time.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { RoleChoice } from "./role-choice.tsx";

/** Invites somebody, then shows the link to hand over. With `again`: a new link for who is invited. */
export function InviteDialog({ again, close }: { again?: Invitation; close: () => void }) {
  const { api } = useSignedIn();
  const [email, setEmail] = useState(again?.email ?? "");
  const [name, setName] = useState(again?.name ?? "");
  const [role, setRole] = useState<RoleRef>(again?.role ?? "agent");
  const [created, setCreated] = useState<CreatedInvitation | null>(null);
  const { busy, run, at, except } = useSubmit();
  if (created) return <LinkDialog invitation={created} close={close} />;

  const invite = async () => {
    const body = { email: email.trim(), name, role, title: again?.title ?? "" };
    setCreated(
      await api.call("/api/invitations", { method: "POST", body, answer: createdInvitationSchema }),
    );
  };
  const problem = except("email", "name", "role");
  return (
    <Dialog title={again ? "New invitation link" : "Invite an agent"} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(invite);
        }}
      >
        <div class="dialog-body">
          <Field label="Email" hint="They sign in with it." error={at("email")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                type="email"
                data-autofocus
                autoComplete="off"
                readOnly={again !== undefined}
                value={email}
                onInput={(event) => setEmail(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Name" hint="Optional; they can change it." error={at("name")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                autoComplete="off"
                maxLength={50}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <RoleChoice value={role} choose={setRole} error={at("role")} />
          {again && <p class="muted">The link that they have ends.</p>}
          {problem && (
            <p class="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            Create link
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function LinkDialog({ invitation, close }: { invitation: CreatedInvitation; close: () => void }) {
  const { account } = useSignedIn();
  return (
    <Dialog title="Hand over this link" close={close}>
      <div class="dialog-body">
        <CopyField
          label={`Link for ${invitation.email}`}
          // After the #, so that no server on the way keeps it.
          text={`${account.serverUrl}/admin/join#${invitation.token}`}
          hint={`It works once, until ${date(invitation.expiresAt)}. It cannot be shown again.`}
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
