import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { recordEvents } from "../events/record-event.ts";
import { enterSegments } from "../segments/enter-segments.ts";
import { identifyUnderRules } from "../segments/identify-under-rules.ts";
import type { RulesCache } from "../segments/rules-cache.ts";
import { decideStart } from "./decide-start.ts";
import {
  insertConversation,
  logUnknownGroups,
  takeConversationId,
} from "./queries/insert-conversation.ts";
import { startEvents } from "./start-events.ts";

export interface FirstMessage {
  clientId: string;
  text: string;
  context: Context;
  /** What the site signed for, if it did. */
  claims: ContextClaims | null;
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
): Promise<{ message: Message; epoch: string }> {
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
  // Sent together: none needs another's answer.
  const sent = Promise.all([
    insertConversation(transaction, conversation, decision),
    logUnknownGroups(transaction, decision.groups.unknown),
    enterSegments(transaction, contactId, decision.entered),
    recordEvents(transaction, events),
  ]);
  transaction.commitAlong();
  const [{ createdAt, epoch }] = await sent;
  const message: Message = {
    conversationId: id,
    sequence: 1,
    clientId,
    author: { type: "visitor", name: contact.name ?? `Visitor ${contactId}` },
    text,
    createdAt: createdAt.toISOString(),
  };
  return { message, epoch };
}
