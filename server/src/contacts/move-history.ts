import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { moveConversations } from "./queries/visitors.ts";

/**
 * The conversations that a browser began before it showed a signed identity follow it to the
 * verified contact, so that the visitor and the agent keep reading one history.
 */
export async function moveHistory(
  transaction: OrganizationTransaction,
  visitorId: number,
  contactId: number,
): Promise<void> {
  await moveConversations(transaction, visitorId, contactId);
}
