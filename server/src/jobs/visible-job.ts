import type { Principal } from "../auth/principal.ts";
import { notFound } from "../errors/problem-error.ts";
import type { JobRow } from "./queries.ts";

/** Sees everybody's jobs, not only their own. */
export const oversees = ({ permissions }: Pick<Principal, "permissions">) =>
  permissions.has("manage settings");

/** The row, if it is theirs to see; to others there is no such job. */
export function visibleJob(row: JobRow | undefined, principal: Principal): JobRow {
  const { actor } = principal;
  const own = row?.actor_type === actor.type && row.actor_id === String(actor.id);
  if (!row || !(own || oversees(principal))) throw notFound("job");
  return row;
}
