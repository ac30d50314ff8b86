import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { permissionsOfCriteria } from "../segments/require-criteria.ts";

/** Who has a tag or is in a segment is for those who may see these, however it is asked (S8). */
function permissionsOf({ tags, segments, criteria }: ContactFilter): Permission[] {
  return [
    ...(tags?.length ? (["view tags"] as const) : []),
    ...(segments?.length ? (["view crm segments"] as const) : []),
    ...permissionsOfCriteria(criteria),
  ];
}

export function requireFilter(principal: Principal, filter: ContactFilter): void {
  for (const needed of permissionsOf(filter)) requirePermission(principal, needed);
}

export function mayUseFilter(
  { permissions }: Pick<Principal, "permissions">,
  filter: ContactFilter,
): boolean {
  return permissionsOf(filter).every((needed) => permissions.has(needed));
}
