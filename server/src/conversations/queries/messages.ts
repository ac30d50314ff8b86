import { messageRangeLimit } from "@tagalong/shared/contracts/message.ts";
import type { VisitorIdentity } from "../../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { contactName } from "./contact-name.ts";
import type { MessageRow } from "./message-row.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

export type Head = { head: number; epoch: string };

const headForAgent = statement<Head>(`
  SELECT last_sequence AS head, (SELECT epoch FROM server_state) AS epoch
  FROM conversations WHERE organization_id = $1 AND id = $2 AND erased_at IS NULL`);

const headForVisitor = statement<Head>(`
  WITH visitor AS (${visitorRow})
  SELECT c.last_sequence AS head, (SELECT epoch FROM server_state) AS epoch
  FROM visitor v JOIN conversations c ON ${ownConversation} WHERE c.id = $4`);

const after = statement<MessageRow>(`
  SELECT m.conversation_id, m.sequence, m.client_id, m.author_type, m.author_id, m.text,
    m.created_at, coalesce(a.name, CASE WHEN m.author_type = 'visitor' THEN ${contactName("k")} END, '')
      AS author_name
  FROM messages m
  JOIN conversations c ON c.organization_id = $1 AND c.id = m.conversation_id
  JOIN contacts k ON k.organization_id = $1 AND k.id = c.contact_id
  LEFT JOIN agents a ON a.organization_id = $1 AND a.id = m.author_id AND m.author_type = 'agent'
  WHERE m.organization_id = $1 AND m.conversation_id = $2 AND m.sequence > $3
  ORDER BY m.sequence LIMIT ${messageRangeLimit}`);

/** The conversation's last sequence; nothing when the organization has no such conversation. */
export function findHead(transaction: OrganizationTransaction, id: number): Promise<Head[]> {
  return transaction.query(headForAgent, [transaction.organizationId, id]);
}

/** The same for the visitor whose conversation it is. */
export function findOwnHead(
  transaction: OrganizationTransaction,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
  id: number,
): Promise<Head[]> {
  return transaction.query(headForVisitor, [organizationId, tokenHash, externalId, id]);
}

export function readMessagesAfter(
  transaction: OrganizationTransaction,
  { conversationId, sequence }: { conversationId: number; sequence: number },
): Promise<MessageRow[]> {
  return transaction.query(after, [transaction.organizationId, conversationId, sequence]);
}
