import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import { lockVisitor } from "../contacts/lock-visitor.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { againOnRival } from "../database/on-rival.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { messageToAppend, type AppendedRow } from "./queries/append-visitor-message.ts";
import { refuseReusedClientId } from "./refuse-reused-client-id.ts";
import { startConversation } from "./start-conversation.ts";
import { toMessage } from "./to-message.ts";

export interface VisitorSends {
  clientId: string;
  text: string;
  conversationId?: number | undefined;
  /** A conversation of theirs is known, perhaps a closed one: the message likely belongs to it. */
  underWay?: boolean;
  context: Context;
}

/**
 * A visitor's message: into the conversation named, else into their open one, else into a new one
 * (V1). The same client id again gives what was stored, so a lost acknowledgement or a second tab
 * can double neither message nor conversation (delivery 2).
 */
export async function sendVisitorMessage(
  { database, rules, publisher }: Services,
  visitor: VisitorIdentity,
  claims: ContextClaims | null,
  sent: VisitorSends,
): Promise<{ message: Message; epoch: string }> {
  const { organizationId } = visitor;
  const told = (transaction: OrganizationTransaction, stored: AppendedRow) => {
    refuseReusedClientId(stored, sent);
    const message = toMessage(stored);
    if (stored.fresh) transaction.onCommit(() => publisher.messageStored(organizationId, message));
    return { message, epoch: stored.epoch };
  };
  /** One go to the database: the conversation's row is lock enough. */
  const append = () =>
    inOrganization(database, organizationId, async (transaction) => {
      const [stored] = await transaction.commitWith(messageToAppend(visitor, sent));
      return stored && told(transaction, stored);
    });
  const appendOrStart = () =>
    inOrganization(database, organizationId, async (transaction) => {
      // The lock is asked for first, so what is found includes what its last holder committed.
      const toAppend = messageToAppend(visitor, sent);
      const [, [stored]] = await Promise.all([
        lockVisitor(transaction, visitor.tokenHash),
        transaction.query(toAppend.statement, toAppend.values),
      ]);
      if (stored) return told(transaction, stored);
      const started = await startConversation(transaction, rules, visitor, { ...sent, claims });
      transaction.onCommit(() =>
        publisher.conversationStarted(organizationId, started.message, visitor),
      );
      return started;
    });
  return againOnRival(async () => {
    const mayStart = sent.conversationId === undefined;
    const answer = mayStart && !sent.underWay ? undefined : await append();
    if (answer) return answer;
    if (!mayStart) throw notFound("conversation");
    return appendOrStart();
  });
}
