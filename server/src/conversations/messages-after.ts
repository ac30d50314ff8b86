import type { MessageRange } from "@tagalong/shared/contracts/message.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { findHead, findOwnHead, readMessagesAfter, type Head } from "./queries/messages.ts";
import { toMessage } from "./to-message.ts";

interface Place {
  conversationId: number;
  sequence: number;
}

/** What came after a cursor, for an agent of the organization (delivery 5). */
export async function messagesAfter(
  { database }: Pick<Services, "database">,
  organizationId: number,
  place: Place,
): Promise<MessageRange> {
  return inOrganization(database, organizationId, (transaction) =>
    readRange(transaction, findHead(transaction, place.conversationId), place),
  );
}

/** The same for the visitor whose conversation it is; to others there is no such conversation. */
export async function messagesAfterForVisitor(
  { database }: Pick<Services, "database">,
  visitor: VisitorIdentity,
  place: Place,
): Promise<MessageRange> {
  return inOrganization(database, visitor.organizationId, (transaction) =>
    readRange(transaction, findOwnHead(transaction, visitor, place.conversationId), place),
  );
}

/** Both questions travel together; without a head the messages are thrown away unseen. */
async function readRange(
  transaction: OrganizationTransaction,
  heads: Promise<Head[]>,
  place: Place,
): Promise<MessageRange> {
  const [[found], rows] = await Promise.all([heads, readMessagesAfter(transaction, place)]);
  if (!found) throw notFound("conversation");
  // The messages were read a moment later and may be ahead of the head.
  const head = Math.max(found.head, rows.at(-1)?.sequence ?? 0);
  return { messages: rows.map(toMessage), head, epoch: found.epoch };
}
