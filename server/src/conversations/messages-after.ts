import { messageRangeLimit, type MessageRange } from "@tagalong/shared/contracts/message.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { contactName } from "./contact-name.ts";
import { toMessage, type MessageRow } from "./message-row.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

interface Place {
  conversationId: number;
  sequence: number;
}

type Head = { head: number; epoch: string };

const headForAgent = statement<Head>(`
  SELECT last_sequence AS head, (SELECT epoch FROM server_state) AS epoch
  FROM conversations WHERE organization_id = $1 AND id = $2`);

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

/** What came after a cursor, for an agent of the organization (delivery 5). */
export async function messagesAfter(
  { database }: Services,
  organizationId: number,
  place: Place,
): Promise<MessageRange> {
  return inOrganization(database, organizationId, (transaction) =>
    readRange(
      transaction,
      transaction.query(headForAgent, [organizationId, place.conversationId]),
      place,
    ),
  );
}

/** The same for the visitor whose conversation it is; to others there is no such conversation. */
export async function messagesAfterForVisitor(
  { database }: Services,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
  place: Place,
): Promise<MessageRange> {
  const { conversationId } = place;
  return inOrganization(database, organizationId, (transaction) =>
    readRange(
      transaction,
      transaction.query(headForVisitor, [organizationId, tokenHash, externalId, conversationId]),
      place,
    ),
  );
}

/** Both statements travel together; without a head the messages are thrown away unseen. */
async function readRange(
  transaction: OrganizationTransaction,
  heads: Promise<Head[]>,
  { conversationId, sequence }: Place,
): Promise<MessageRange> {
  const [[found], rows] = await Promise.all([
    heads,
    transaction.query(after, [transaction.organizationId, conversationId, sequence]),
  ]);
  if (!found) throw notFound("conversation");
  // The messages were read a moment later and may be ahead of the head.
  const head = Math.max(found.head, rows.at(-1)?.sequence ?? 0);
  return { messages: rows.map(toMessage), head, epoch: found.epoch };
}
