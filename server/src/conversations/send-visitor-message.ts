import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import { lockVisitor } from "../contacts/lock-visitor.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { againOnRival } from "../database/on-rival.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { appendVisitorMessage } from "./queries/append-visitor-message.ts";
import { refuseReusedClientId } from "./refuse-reused-client-id.ts";
import { startConversation } from "./start-conversation.ts";
import { toMessage } from "./to-message.ts";

export interface VisitorSends {
  clientId: string;
  text: string;
  conversationId?: number | undefined;
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
  return againOnRival(() =>
    inOrganization(database, organizationId, async (transaction) => {
      const mayStart = sent.conversationId === undefined;
      // The lock is asked for first, so what is found includes what its last holder committed.
      const locked = mayStart ? lockVisitor(transaction, visitor.tokenHash) : null;
      const [stored] = await Promise.all([
        appendVisitorMessage(transaction, visitor, sent),
        locked,
      ]);
      if (!stored && !mayStart) throw notFound("conversation");
      if (!stored) {
        const started = await startConversation(transaction, rules, visitor, { ...sent, claims });
        transaction.onCommit(() =>
          publisher.conversationStarted(organizationId, started.message, visitor),
        );
        return started;
      }
      refuseReusedClientId(stored, sent);
      const message = toMessage(stored);
      if (stored.fresh)
        transaction.onCommit(() => publisher.messageStored(organizationId, message));
      return { message, epoch: stored.epoch };
    }),
  );
}
