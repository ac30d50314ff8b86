import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { MergeRow } from "./queries/merges.ts";
import {
  insertAssignments,
  lockStillFollowing,
  moveAliases,
  moveFollowing,
  putMemberships,
} from "./queries/move-rows.ts";
import {
  listOwnTags,
  lockBegunSince,
  moveHistoryBack,
  noteSeenSince,
  readSuccessors,
  restoreContact,
} from "./queries/restore.ts";
import type { MovedRows } from "./stored-rows.ts";
import { underSuccessors } from "./under-successors.ts";

/**
 * Puts an absorbed contact back with all that is its own; answers its revision and the conversations
 * that it has again. The kept contact has given back what it took from it.
 */
export async function restoreAbsorbed(
  transaction: OrganizationTransaction,
  keptId: number,
  { moved, events_until: eventsUntil, created_at: since }: MergeRow & { moved: MovedRows },
): Promise<{ revision: number; conversations: number[] }> {
  const { absorbed, assignments, records } = moved;
  if (!(await restoreContact(transaction, absorbed))) {
    const message = `Another contact has the external id “${absorbed.external_id}” by now.`;
    throw new ProblemError("conflict", message);
  }
  await moveAliases(transaction, moved.aliases, absorbed.id);

  const still = await lockStillFollowing(
    transaction,
    "conversations",
    keptId,
    records.conversations,
  );
  const begun = await lockBegunSince(transaction, keptId, records.visitors, since, still);
  const conversations = [...still, ...begun];
  await moveFollowing(transaction, "conversations", conversations, absorbed.id);
  await moveHistoryBack(transaction, keptId, absorbed.id, conversations, eventsUntil);
  for (const table of ["leads", "deals", "visitors"] as const) {
    const ids = await lockStillFollowing(transaction, table, keptId, records[table]);
    await moveFollowing(transaction, table, ids, absorbed.id);
  }

  const tags = assignments.map((each) => each.tag_id);
  const successors = await readSuccessors(transaction, tags);
  await insertAssignments(transaction, absorbed.id, underSuccessors(assignments, successors));
  const renamed = tags.some((tag) => (successors.get(tag) ?? tag) !== tag);
  if (renamed) await listOwnTags(transaction, absorbed.id);
  await putMemberships(transaction, moved.memberships);
  const revision = await noteSeenSince(transaction, absorbed.id, records.visitors, since);
  return { revision, conversations };
}
