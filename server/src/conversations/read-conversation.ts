import type { ConversationDetail } from "@tagalong/shared/contracts/conversation.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { readAssignments } from "../tags/read-assignments.ts";
import { taggedConversation } from "../tags/tagged-record.ts";
import { findConversation } from "./queries/conversations.ts";
import { toConversation } from "./to-conversation.ts";

/** One conversation with why it is here and so pressing (R5), and its tags. */
export async function readConversation(
  { database }: Pick<Services, "database">,
  organizationId: number,
  id: number,
): Promise<ConversationDetail> {
  return inOrganization(database, organizationId, (transaction) => detailIn(transaction, id));
}

/** The same within a change, as the change leaves it. */
export async function detailIn(
  transaction: OrganizationTransaction,
  id: number,
): Promise<ConversationDetail> {
  const [row, assignments] = await Promise.all([
    findConversation(transaction, id),
    readAssignments(transaction, taggedConversation, id),
  ]);
  if (!row) throw notFound("conversation");
  return {
    ...toConversation(row),
    pageUrl: row.page_url,
    language: row.language,
    whyPriority: row.priority_reason,
    whyHere: row.routing_reason,
    assignments,
  };
}
