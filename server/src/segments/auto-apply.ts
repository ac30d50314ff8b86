import { explainCriteria } from "@tagalong/shared/criteria/explain.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import type { Reason } from "@tagalong/shared/criteria/reason.ts";
import type { OrganizationRules } from "./organization-rules.ts";

/** A membership that a new conversation causes, with the reason that is kept with it (S5). */
export interface EnteredSegment {
  segmentId: number;
  name: string;
  reason: Reason;
}

/**
 * Which *on conversation* segments the contact enters (S1): those that match and hold no row for
 * the contact yet. A member stays one, whatever the criteria say now; whom a person removed stays
 * out (S2, `excluded`). What is entered counts for the segments that refer to it. Pure:
 * `facts.contact.segments` are the memberships before.
 */
export function decideAutoApply(
  rules: Pick<OrganizationRules, "autoApply" | "contacts">,
  facts: Pick<Facts, "contact">,
  excluded: ReadonlySet<number>,
  now: Date,
): EnteredSegment[] {
  const members = new Set(facts.contact.segments);
  const entered: EnteredSegment[] = [];
  for (const index of rules.autoApply) {
    const contact = { ...facts.contact, segments: [...members] };
    for (const { id, name, criteria } of index.matching({ contact }, now)) {
      if (members.has(id) || excluded.has(id)) continue;
      const reason = explainCriteria(criteria, rules.contacts, { contact }, now);
      entered.push({ segmentId: id, name, reason });
    }
    for (const { segmentId } of entered) members.add(segmentId);
  }
  return entered;
}
