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
import { recordEvents } from "../events/record-event.ts";
import { identifyUnderRules } from "../segments/identify-under-rules.ts";
import type { Services } from "../services.ts";
import { profileDigest } from "./profile-digest.ts";
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
  /** What context and claims say of the visitor was heard, and kept, with an earlier message. */
  profileKept?: boolean;
}

/**
 * A visitor's message: into the conversation named, else into their open one, else into a new one
 * (V1). The same client id again gives what was stored, so a lost acknowledgement or a second tab
 * can double neither message nor conversation (delivery 2).
 *
 * What the site says of the visitor is checked, and kept with the contact, whichever it goes into;
 * groups, queue and priority of a conversation under way stay as they were decided at its start.
 */
export async function sendVisitorMessage(
  { database, rules, publisher }: Services,
  visitor: VisitorIdentity,
  claims: ContextClaims | null,
  sent: VisitorSends,
): Promise<{ message: Message; epoch: string }> {
  const { organizationId } = visitor;
  const mayStart = sent.conversationId === undefined;
  const profileKept = sent.profileKept ?? profileDigest(sent.context, claims) === null;
  const told = (transaction: OrganizationTransaction, stored: AppendedRow) => {
    refuseReusedClientId(stored, sent);
    const message = toMessage(stored);
    if (stored.fresh) transaction.onCommit(() => publisher.messageStored(organizationId, message));
    return { message, epoch: stored.epoch };
  };
  /** The visitor's lock is held. */
  const keepProfile = async (transaction: OrganizationTransaction) => {
    const { contact } = await identifyUnderRules(transaction, rules, {
      visitorTokenHash: visitor.tokenHash,
      context: sent.context,
      claims,
    });
    if (contact.events.length === 0) return contact;
    await recordEvents(transaction, contact.events);
    const { contactId: id, revision } = contact;
    transaction.onCommit(() => publisher.contactChanged(organizationId, { id, revision }));
    return contact;
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
      if (stored) {
        if (profileKept) return told(transaction, stored);
        const contact = await keepProfile(transaction);
        return told(transaction, { ...stored, author_name: contact.displayName });
      }
      if (!mayStart) throw notFound("conversation");
      const { contactChanged, ...started } = await startConversation(transaction, rules, visitor, {
        ...sent,
        claims,
      });
      transaction.onCommit(() => {
        publisher.conversationStarted(organizationId, started.message, visitor);
        if (contactChanged) publisher.contactChanged(organizationId, contactChanged);
      });
      return started;
    });
  return againOnRival(async () => {
    const answer = profileKept && (!mayStart || sent.underWay) ? await append() : undefined;
    return answer ?? appendOrStart();
  });
}
