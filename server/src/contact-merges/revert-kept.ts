import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { changeContact, putMemberships } from "./queries/move-rows.ts";
import { readStoredMemberships } from "./queries/read-merging.ts";
import {
  deleteAliases,
  deleteMemberships,
  readSuccessors,
  takeBackAssignments,
} from "./queries/restore.ts";
import { revertColumns } from "./revert-columns.ts";
import { revertMemberships } from "./revert-memberships.ts";
import type { MovedRows, StoredContact } from "./stored-rows.ts";
import { underSuccessors } from "./under-successors.ts";

/** Takes back from the kept contact what a merge gave it; answers its new revision. */
export async function revertKept(
  transaction: OrganizationTransaction,
  kept: StoredContact,
  moved: MovedRows,
): Promise<number> {
  const given = moved.assignments.filter((each) => moved.movedTags.includes(each.tag_id));
  const successors = await readSuccessors(transaction, moved.movedTags);
  const removed = await takeBackAssignments(
    transaction,
    kept.id,
    underSuccessors(given, successors),
  );
  const now = await readStoredMemberships(transaction, kept.id);
  const memberships = revertMemberships(now, moved);
  await deleteMemberships(transaction, kept.id, memberships.removed);
  await putMemberships(transaction, memberships.restored);
  const columns = revertColumns(kept, moved);
  // It is a contact's own again.
  const own = [moved.absorbed.external_id, columns.external_id];
  if (moved.newAlias !== null && own.includes(moved.newAlias)) {
    await deleteAliases(transaction, kept.id, [moved.newAlias]);
  }
  return await changeContact(transaction, kept.id, columns, { removed });
}
