import type { Permission } from "@tagalong/shared/permissions.ts";
import { EmptyState } from "../ui/state.tsx";

/** In place of a page that this agent's role does not open. */
export function NotPermitted({ permission }: { permission: Permission }) {
  return (
    <EmptyState icon="lock" title="Your role does not open this page">
      It needs the permission “{permission}”. An admin can give it to your role.
    </EmptyState>
  );
}
