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

/** Segments may build on segments; deeper than criteria nest nobody builds. */
const mostRounds = 8;

/**
 * Which *on conversation* segments the contact enters (S1): those that match and hold no row for
 * the contact yet. A member stays one, whatever the criteria say now; whom a person removed stays
 * out (S2, `excluded`). Pure: `facts.contact.segments` are the memberships before.
 */
export function decideAutoApply(
  rules: Pick<OrganizationRules, "autoApply" | "autoApplyChains" | "contacts">,
  facts: Pick<Facts, "contact">,
  excluded: ReadonlySet<number>,
  now: Date,
): EnteredSegment[] {
  const members = new Set(facts.contact.segments);
  const entered: EnteredSegment[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const contact = { ...facts.contact, segments: [...members] };
    const matching = rules.autoApply
      .matching({ contact }, now)
      .filter(({ id }) => !members.has(id) && !excluded.has(id));
    for (const { id, name, criteria } of matching) {
      const reason = explainCriteria(criteria, rules.contacts, { contact }, now);
      entered.push({ segmentId: id, name, reason });
    }
    for (const { id } of matching) members.add(id);
    if (matching.length === 0 || !rules.autoApplyChains) break;
  }
  return entered;
}
