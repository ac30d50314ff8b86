import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { findConversations, findHeads } from "./queries/conversations.ts";
import { toConversation } from "./to-conversation.ts";

/** Those of the ids that are the organization's, as they are now; for the hints of realtime/. */
export async function readConversations(
  { database }: Pick<Services, "database">,
  organizationId: number,
  ids: readonly number[],
): Promise<Conversation[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    findConversations(transaction, ids),
  );
  return rows.map(toConversation);
}

/** Each conversation's last sequence and the epoch, for the heartbeat (delivery 5 and 6). */
export async function readHeads(
  { database }: Pick<Services, "database">,
  organizationId: number,
  ids: readonly number[],
): Promise<{ conversationId: number; head: number; epoch: string }[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    findHeads(transaction, ids),
  );
  return rows.map(({ id, ...state }) => ({ conversationId: id, ...state }));
}
