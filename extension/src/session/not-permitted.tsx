import { permissionDetails, type Permission } from "@tagalong/shared/permissions.ts";
import { Icon } from "../ui/icon.tsx";

/** In place of a page that this agent's role does not open. */
export function NotPermitted({ permission }: { permission: Permission }) {
  return (
    <div class="state">
      <span class="state-icon">
        <Icon name="lock" size={20} />
      </span>
      <h1 class="state-title">Your role does not open this page</h1>
      <p class="state-text">
        It needs the permission “{permissionDetails[permission].label}”. An admin can give it to
        your role.
      </p>
    </div>
  );
}
