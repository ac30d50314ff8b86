import type { DecisionReason } from "@tagalong/shared/contracts/conversation.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import {
  conversationColumns,
  conversationTables,
  type ConversationRow,
} from "./conversation-row.ts";

export interface DetailRow extends ConversationRow {
  page_url: string | null;
  language: string | null;
  priority_reason: DecisionReason | null;
  routing_reason: DecisionReason | null;
}

const detail = statement<DetailRow>(`
  SELECT ${conversationColumns}, conversation.page_url, conversation.language,
    conversation.priority_reason, conversation.routing_reason
  FROM ${conversationTables}
  WHERE conversation.organization_id = $1 AND conversation.id = $2`);

export async function findConversation(
  transaction: OrganizationTransaction,
  id: number,
): Promise<DetailRow | undefined> {
  return (await transaction.query(detail, [transaction.organizationId, id]))[0];
}

const byIds = statement<ConversationRow>(`
  SELECT ${conversationColumns} FROM ${conversationTables}
  WHERE conversation.organization_id = $1 AND conversation.id = ANY($2::bigint[])`);

export function findConversations(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<ConversationRow[]> {
  return transaction.query(byIds, [transaction.organizationId, ids]);
}

const heads = statement<{ id: number; head: number; epoch: string }>(`
  SELECT id, last_sequence AS head, (SELECT epoch FROM server_state) AS epoch
  FROM conversations WHERE organization_id = $1 AND id = ANY($2::bigint[])`);

export function findHeads(transaction: OrganizationTransaction, ids: readonly number[]) {
  return transaction.query(heads, [transaction.organizationId, ids]);
}
