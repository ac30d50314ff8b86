import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import {
  conversationColumns,
  conversationTables,
  toConversation,
  type ConversationRow,
} from "./conversation-row.ts";

const byIds = statement<ConversationRow>(`
  SELECT ${conversationColumns} FROM ${conversationTables}
  WHERE conversation.organization_id = $1 AND conversation.id = ANY($2::bigint[])`);

/** Those of the ids that are the organization's, as they are now; for the hints of realtime/. */
export async function readConversations(
  database: Database,
  organizationId: number,
  ids: readonly number[],
): Promise<Conversation[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    transaction.query(byIds, [organizationId, ids]),
  );
  return rows.map(toConversation);
}

const heads = statement<{ id: number; head: number; epoch: string }>(`
  SELECT id, last_sequence AS head, (SELECT epoch FROM server_state) AS epoch
  FROM conversations WHERE organization_id = $1 AND id = ANY($2::bigint[])`);

/** Each conversation's last sequence, for the heartbeat (delivery 5 and 6). */
export async function readHeads(
  database: Database,
  organizationId: number,
  ids: readonly number[],
): Promise<{ conversationId: number; head: number; epoch: string }[]> {
  const rows = await inOrganization(database, organizationId, (transaction) =>
    transaction.query(heads, [organizationId, ids]),
  );
  return rows.map(({ id, ...state }) => ({ conversationId: id, ...state }));
}
