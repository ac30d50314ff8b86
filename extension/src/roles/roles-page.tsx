import { roleSchema, type RoleEntry } from "@tagalong/shared/contracts/role.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { ErrorState, Loading } from "../ui/state.tsx";
import { DeleteRoleDialog } from "./delete-role-dialog.tsx";
import { permissionSummary } from "./permission-summary.ts";
import { RoleDialog } from "./role-dialog.tsx";
import "../settings/settings-table.css";

const listSchema = z.array(roleSchema);

type Opened =
  | { dialog: "new"; like?: RoleEntry }
  | { dialog: "open" | "delete"; id: RoleEntry["id"] };

/** Settings → Roles: what agents may do (S8). */
export function RolesPage() {
  const { can } = useSignedIn();
  const {
    value: roles,
    failure,
    retry,
  } = useSettingsRead("/api/roles", listSchema, ["roles", "team"]);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const mayManage = can("manage roles");
  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="Roles"
      lead="What agents may see and do. Each agent has one role."
      actions={
        mayManage && (
          <Button look="primary" icon="plus" onClick={() => setOpened({ dialog: "new" })}>
            New role
          </Button>
        )
      }
    >
      {failure && !roles ? (
        <ErrorState message={failure} retry={retry} />
      ) : !roles ? (
        <Loading label="Loading roles" />
      ) : (
        <div class="table-frame">
          <table class="table table-stacking settings-table">
            <thead>
              <tr>
                <th scope="col">Role</th>
                <th scope="col">Allows</th>
                <th scope="col" class="number">
                  Agents
                </th>
                {mayManage && (
                  <th scope="col">
                    <span class="visually-hidden">Actions</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {roles.map((role) => (
                <RoleRow
                  key={role.id}
                  role={role}
                  open={() => setOpened({ dialog: "open", id: role.id })}
                  act={
                    mayManage
                      ? (action) => {
                          if (action === "copy") setOpened({ dialog: "new", like: role });
                          else setOpened({ dialog: action, id: role.id });
                        }
                      : null
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened && roles && <OpenedDialog {...{ opened, roles, close }} />}
    </PageFrame>
  );
}

type Action = "open" | "copy" | "delete";

function RoleRow({
  role,
  open,
  act,
}: {
  role: RoleEntry;
  open: () => void;
  act: ((action: Action) => void) | null;
}) {
  const items: { value: Action; label: string }[] = [
    { value: "open", label: role.builtIn ? "Look at it" : "Edit" },
    { value: "copy", label: "New role like it" },
    ...(role.builtIn ? [] : [{ value: "delete" as const, label: "Delete…" }]),
  ];
  return (
    <tr>
      <td>
        <button type="button" class="settings-name" onClick={open}>
          {role.name}
        </button>
        {role.builtIn && <span class="settings-mark">Built in</span>}
        {role.description && <p class="settings-about">{role.description}</p>}
      </td>
      <td data-label="Allows">{permissionSummary(role.permissions)}</td>
      <td class="number" data-label="Agents">
        {role.agents}
      </td>
      {act && (
        <td class="settings-actions">
          <Menu
            label={`Actions for ${role.name}`}
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

function OpenedDialog({
  opened,
  roles,
  close,
}: {
  opened: Opened;
  roles: readonly RoleEntry[];
  close: () => void;
}) {
  if (opened.dialog === "new") {
    return <RoleDialog {...(opened.like ? { like: opened.like } : {})} close={close} />;
  }
  const role = roles.find(({ id }) => id === opened.id);
  if (!role) return null;
  if (opened.dialog === "open") return <RoleDialog role={role} close={close} />;
  const others = roles.filter(({ id }) => id !== role.id);
  return <DeleteRoleDialog role={role} others={others} close={close} />;
}
