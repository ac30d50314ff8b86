import {
  permissionAreas,
  permissionDetails,
  permissions,
  type Permission,
} from "@tagalong/shared/permissions.ts";

/** "Everything", "Nothing", or the areas that are reached: "Contacts, Tags (view only)". */
export function permissionSummary(held: readonly Permission[]): string {
  if (held.length === permissions.length) return "Everything";
  if (held.length === 0) return "Nothing";
  return permissionAreas
    .flatMap((area) => {
      const of = held.filter((permission) => permissionDetails[permission].area === area);
      if (of.length === 0) return [];
      return of.every((permission) => permission.startsWith("view ")) ? `${area} (view)` : area;
    })
    .join(", ");
}
