import type { ContactSegment } from "@tagalong/shared/contracts/segment.ts";
import { explainCriteria } from "@tagalong/shared/criteria/explain.ts";
import { reasonLines } from "@tagalong/shared/criteria/reason.ts";
import { readContactFacts } from "../contacts/contact-facts.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { whyMember } from "./membership-reason.ts";
import type { OrganizationRules } from "./organization-rules.ts";
import { readGroupsOf, readMembershipsOf } from "./queries.ts";

/**
 * The segments that a contact is in, by name, each with why (S5): stored memberships, live segments
 * as they match now and, with a conversation in view, those that its context named, which may be no
 * more than the visitor's own word (S7).
 */
export async function readContactSegments(
  transaction: OrganizationTransaction,
  rules: OrganizationRules,
  contactId: number,
  conversationId?: number,
): Promise<ContactSegment[]> {
  const [{ facts }, memberships, groups] = await Promise.all([
    readContactFacts(transaction, contactId),
    readMembershipsOf(transaction, contactId),
    conversationId === undefined ? [] : readGroupsOf(transaction, conversationId, contactId),
  ]);
  if (!groups) throw notFound("conversation");
  const found = new Map<number, ContactSegment>();
  for (const membership of memberships) {
    const segment = rules.segments.get(membership.segment_id);
    if (!segment || segment.refresh === "live") continue;
    const { id: segmentId, name } = segment;
    const at = membership.since.toISOString();
    found.set(segmentId, { segmentId, name, ...whyMember(membership), selfDeclared: false, at });
  }
  for (const { id: segmentId, name, refresh, criteria } of rules.segments.values()) {
    if (refresh !== "live" || criteria === null) continue;
    const reason = explainCriteria(criteria, rules.contacts, { contact: facts }, new Date());
    if (!reason.matched) continue;
    const why = reasonLines(reason);
    found.set(segmentId, {
      segmentId,
      name,
      origin: "criteria",
      why,
      selfDeclared: false,
      at: null,
    });
  }
  for (const { segment_id, trusted, since } of groups) {
    const segment = rules.segments.get(segment_id);
    if (segment) addNamed(found, segment, trusted, since, rules);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A membership outlasts the conversation, so it stays what is shown; the context adds to its why. */
function addNamed(
  found: Map<number, ContactSegment>,
  { id: segmentId, name }: { id: number; name: string },
  trusted: boolean,
  since: Date,
  { contacts: { signedContext } }: OrganizationRules,
): void {
  const why = `Widget context, ${trusted ? "signed" : "unsigned"}`;
  const member = found.get(segmentId);
  if (member) {
    member.why = [...member.why, why];
    return;
  }
  const needsTrust = signedContext.everySegment || signedContext.segments.has(segmentId);
  found.set(segmentId, {
    segmentId,
    name,
    origin: "widget",
    why: [why],
    selfDeclared: needsTrust && !trusted,
    at: since.toISOString(),
  });
}
