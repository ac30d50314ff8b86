import { agentSchema, type Agent } from "@tagalong/shared/contracts/team.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { useSettingsRead } from "../api/use-settings-read.ts";
import "../settings/settings-table.css";
import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { ErrorState, Loading } from "../ui/state.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { AgentDialog } from "./agent-dialog.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

const listSchema = z.array(agentSchema);
const parts = ["team", "roles"] as const;

type Opened = { dialog: "invite" } | { dialog: "edit" | "deactivate"; agent: Agent };

/** Settings → Team: who works here, with which role; invitations and leaving. */
export function TeamPage() {
  const { api, can } = useSignedIn();
  const { value: agents, failure, retry } = useSettingsRead("/api/agents", listSchema, parts);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const mayManage = can("manage team");
  const reactivate = async (agent: Agent) => {
    try {
      const path = `/api/agents/${agent.id}`;
      await api.call(path, { method: "PATCH", body: { active: true }, answer: agentSchema });
      say(`${agent.name} may sign in again`);
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="Team"
      lead="The people who work in this organization, and their roles."
      actions={
        mayManage && (
          <Button look="primary" icon="plus" onClick={() => setOpened({ dialog: "invite" })}>
            Invite
          </Button>
        )
      }
    >
      {failure && !agents ? (
        <ErrorState message={failure} retry={retry} />
      ) : !agents ? (
        <Loading label="Loading the team" />
      ) : (
        <div class="table-frame">
          <table class="table table-stacking settings-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Title</th>
                <th scope="col">Role</th>
                <th scope="col" class="number">
                  Capacity
                </th>
                {mayManage && (
                  <th scope="col">
                    <span class="visually-hidden">Actions</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <AgentRow
                  key={agent.id}
                  agent={agent}
                  act={
                    mayManage
                      ? (action) => {
                          if (action === "reactivate") void reactivate(agent);
                          else setOpened({ dialog: action, agent });
                        }
                      : null
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayManage && <Invitations />}
      {opened?.dialog === "invite" && <InviteDialog close={close} />}
      {opened?.dialog === "edit" && <AgentDialog agent={opened.agent} close={close} />}
      {opened?.dialog === "deactivate" && <DeactivateDialog agent={opened.agent} close={close} />}
    </PageFrame>
  );
}

type Action = "edit" | "deactivate" | "reactivate";

function AgentRow({ agent, act }: { agent: Agent; act: ((action: Action) => void) | null }) {
  const { me } = useSignedIn();
  const gone = agent.deactivatedAt !== null;
  const own = agent.id === me.agent.id;
  const items: { value: Action; label: string }[] = gone
    ? [{ value: "reactivate", label: "Reactivate" }]
    : [
        { value: "edit", label: "Edit" },
        ...(own ? [] : [{ value: "deactivate" as const, label: "Deactivate…" }]),
      ];
  return (
    <tr class={gone ? "settings-ended" : undefined}>
      <td>
        <div class="settings-person">
          <Avatar name={agent.name} />
          <div>
            <strong>{agent.name}</strong>
            {own && <span class="settings-mark">You</span>}
            {gone && <span class="settings-mark">Deactivated</span>}
            <p class="settings-about">{agent.email}</p>
          </div>
        </div>
      </td>
      <td data-label="Title">{agent.title}</td>
      <td data-label="Role">{agent.roleName}</td>
      <td class="number" data-label="Capacity">
        {agent.capacity}
      </td>
      {act && (
        <td class="settings-actions">
          <Menu
            label={`Actions for ${agent.name}`}
            trigger={<Icon name="more" />}
            placement="bottom-end"
            items={items}
            select={(value) => act(value as Action)}
          />
        </td>
      )}
    </tr>
  );
}

function DeactivateDialog({ agent, close }: { agent: Agent; close: () => void }) {
  const { api } = useSignedIn();
  return (
    <ConfirmDialog
      title={`Deactivate ${agent.name}`}
      action="Deactivate"
      close={close}
      confirm={async () => {
        const path = `/api/agents/${agent.id}`;
        await api.call(path, { method: "PATCH", body: { active: false }, answer: agentSchema });
        say(`${agent.name} was deactivated`);
        close();
      }}
    >
      <p>
        They are signed out everywhere at once and get no new conversations. Their conversations and
        contacts stay theirs until somebody else takes them. You can reactivate them.
      </p>
    </ConfirmDialog>
  );
}
