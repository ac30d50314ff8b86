import { invitationSchema, type Invitation } from "@tagalong/shared/contracts/team.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { date } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { now } from "../ui/time.tsx";
import { say } from "../ui/toaster.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

const listSchema = z.array(invitationSchema);

/** Who is expected; nothing when nobody is. */
export function Invitations() {
  const { value: invitations } = useSettingsRead("/api/invitations", listSchema, ["team", "roles"]);
  const [opened, setOpened] = useState<{ action: string; invitation: Invitation } | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      {invitations && invitations.length > 0 && (
        <section class="settings-section">
          <h2>Invited</h2>
          <div class="table-frame">
            <table class="table table-stacking settings-table">
              <thead>
                <tr>
                  <th scope="col">Email</th>
                  <th scope="col">Role</th>
                  <th scope="col">Link</th>
                  <th scope="col">
                    <span class="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {invitations.map((invitation) => (
                  <tr key={invitation.id}>
                    <td>
                      <strong>{invitation.email}</strong>
                      <p class="settings-about">
                        {invitation.name && <>{invitation.name} · </>}
                        {date(invitation.createdAt)}
                        {invitation.invitedBy && <> by {invitation.invitedBy}</>}
                      </p>
                    </td>
                    <td data-label="Role">{invitation.roleName}</td>
                    <td data-label="Link">
                      {Date.parse(invitation.expiresAt) <= now.value
                        ? "Expired"
                        : `Until ${date(invitation.expiresAt)}`}
                    </td>
                    <td class="settings-actions">
                      <Menu
                        label={`Actions for ${invitation.email}`}
                        trigger={<Icon name="more" />}
                        placement="bottom-end"
                        items={[
                          { value: "renew", label: "New link…" },
                          { value: "withdraw", label: "Withdraw…" },
                        ]}
                        select={(action) => setOpened({ action, invitation })}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {opened?.action === "renew" && <InviteDialog again={opened.invitation} close={close} />}
      {opened?.action === "withdraw" && (
        <WithdrawDialog invitation={opened.invitation} close={close} />
      )}
    </>
  );
}

function WithdrawDialog({ invitation, close }: { invitation: Invitation; close: () => void }) {
  const { api } = useSignedIn();
  return (
    <ConfirmDialog
      title="Withdraw the invitation"
      action="Withdraw"
      close={close}
      confirm={async () => {
        const path = `/api/invitations/${invitation.id}`;
        await api.call(path, { method: "DELETE", answer: z.undefined() });
        say("Invitation withdrawn");
        close();
      }}
    >
      <p>The link of {invitation.email} lets nobody in any more.</p>
    </ConfirmDialog>
  );
}
