import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { conditionsOf } from "@tagalong/shared/criteria/references.ts";
import { findShapeProblems } from "@tagalong/shared/criteria/shape.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";

/** What of a condition's field is for those who may see it, however it is asked (S8). */
const guarded: Readonly<Record<string, Permission>> = {
  "contact.tags": "view tags",
  "conversation.tags": "view tags",
  "contact.segments": "view crm segments",
};

/** What one must be allowed to see to ask this; what is misshapen is refused elsewhere. */
export function permissionsOfCriteria(criteria: unknown): Permission[] {
  if (criteria === undefined || criteria === null || findShapeProblems(criteria).length > 0) {
    return [];
  }
  const conditions = [...conditionsOf(criteria as Criteria)];
  return conditions.flatMap(({ condition }) => guarded[condition.field] ?? []);
}

export function requireCriteria(principal: Principal, criteria: unknown): void {
  for (const needed of permissionsOfCriteria(criteria)) requirePermission(principal, needed);
}
