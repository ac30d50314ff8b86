import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { segmentsField } from "@tagalong/shared/criteria/fields/segments-field.ts";
import { conditionsOf } from "@tagalong/shared/criteria/references.ts";
import { findShapeProblems } from "@tagalong/shared/criteria/shape.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";

/** Who is in a segment is for those who may see segments, however it is asked (S8). */
export function requireFilter(principal: Principal, { segments, criteria }: ContactFilter): void {
  if (segments?.length || namesSegments(criteria)) {
    requirePermission(principal, "view crm segments");
  }
}

/** What is misshapen is not walked: it is refused by compile-filter.ts. */
function namesSegments(criteria: unknown): boolean {
  if (criteria === undefined || criteria === null || findShapeProblems(criteria).length > 0) {
    return false;
  }
  const conditions = [...conditionsOf(criteria as Criteria)];
  return conditions.some(({ condition }) => condition.field === segmentsField.id);
}
