import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { eventsToRecord } from "../events/record-event.ts";
import { segmentsToEnter } from "../segments/enter-segments.ts";
import { identifyUnderRules } from "../segments/identify-under-rules.ts";
import type { RulesCache } from "../segments/rules-cache.ts";
import { decideStart } from "./decide-start.ts";
import {
  conversationToInsert,
  takeConversationId,
  unknownGroupsToLog,
} from "./queries/insert-conversation.ts";
import { startEvents } from "./start-events.ts";

export interface FirstMessage {
  clientId: string;
  text: string;
  context: Context;
  /** What the site signed for, if it did. */
  claims: ContextClaims | null;
}

export interface StartedConversation {
  message: Message;
  epoch: string;
  /** The contact, when it is another than before: made, told more of, in another segment. */
  contactChanged: { id: number; revision: number } | null;
}

const channel = "widget";

/**
 * Starts a visitor's conversation (V1), in this order: identify the contact, apply context groups,
 * auto-apply segments, decide priority, route, store the first message, write the events. All in the
 * caller's transaction, which holds the visitor's lock and is committed here: what an agent sees of it
 * is already true.
 */
export async function startConversation(
  transaction: OrganizationTransaction,
  rulesCache: RulesCache,
  visitor: VisitorIdentity,
  { clientId, text, context, claims }: FirstMessage,
): Promise<StartedConversation> {
  const [id, { contact, rules }] = await Promise.all([
    takeConversationId(transaction),
    identifyUnderRules(transaction, rulesCache, {
      visitorTokenHash: visitor.tokenHash,
      context,
      claims,
    }),
  ]);
  const { contactId, visitorId } = contact;
  const decision = decideStart(rules, {
    contact: contact.facts,
    excluded: new Set(contact.excludedFrom),
    context,
    signedGroups: claims?.groups ?? [],
    channel,
    now: contact.now,
  });
  const conversation = {
    id,
    contactId,
    visitorId,
    channel,
    topic: context.topic,
    language: context.language,
    pageUrl: context.pageUrl,
    contextSigned: claims !== null,
    message: { clientId, text },
  };
  const events = [...contact.events, ...startEvents(conversation, decision, rules)];
  const { organizationId } = transaction;
  // Sent together: none needs another's answer.
  const [inserted] = await transaction.commitWith(
    conversationToInsert(organizationId, conversation, decision),
    unknownGroupsToLog(organizationId, decision.groups.unknown),
    segmentsToEnter(organizationId, contactId, decision.entered),
    eventsToRecord(organizationId, events),
  );
  if (!inserted) throw new Error("An insert returns its row.");
  const message: Message = {
    conversationId: id,
    sequence: 1,
    clientId,
    author: { type: "visitor", name: contact.displayName },
    text,
    createdAt: inserted.created_at.toISOString(),
  };
  const changed = contact.events.length > 0 || decision.entered.length > 0;
  const contactChanged = changed ? { id: contactId, revision: contact.revision } : null;
  return { message, epoch: inserted.epoch, contactChanged };
}
