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
  rules: Pick<OrganizationRules, "autoApply">,
  facts: Pick<Facts, "contact">,
  excluded: ReadonlySet<number>,
  now: Date,
): EnteredSegment[] {
  const members = new Set(facts.contact.segments);
  const entered: EnteredSegment[] = [];
  for (const index of rules.autoApply) {
    const contact = { ...facts.contact, segments: [...members] };
    for (const { id, name, why } of index.matching({ contact }, now)) {
      if (members.has(id) || excluded.has(id)) continue;
      entered.push({ segmentId: id, name, reason: why({ contact }, now) });
    }
    for (const { segmentId } of entered) members.add(segmentId);
  }
  return entered;
}
