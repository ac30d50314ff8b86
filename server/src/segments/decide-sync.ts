import type { ContactFacts, Facts } from "@tagalong/shared/criteria/facts.ts";
import type { Reason } from "@tagalong/shared/criteria/reason.ts";
import type { DifferingContact, Moves } from "./queries/sync.ts";

export interface DecidedSync {
  moves: Moves;
  /** Members by hand who match at least one condition for the first time since they were added. */
  met: number[];
}

/**
 * What a sync does with contacts whom it finds to differ, each with why (S2, S5). Who was added by
 * hand leaves only when at least one condition was met before and none is now. Pure.
 */
export function decideSync(
  contacts: readonly DifferingContact[],
  factsOf: ReadonlyMap<number, ContactFacts>,
  explain: (facts: Facts, now: Date) => Reason,
  now: Date,
): DecidedSync {
  const moves: Moves = { contactIds: [], enters: [], byHand: [], reasonAt: [], reasons: [] };
  const met: number[] = [];
  const known = new Map<string, number>();
  for (const { id, by_hand, met_condition } of contacts) {
    if (by_hand && !met_condition) {
      met.push(id);
      continue;
    }
    const contact = factsOf.get(id);
    if (!contact) continue;
    const reason = explain({ contact }, now);
    const key = JSON.stringify(reason);
    let at = known.get(key);
    if (at === undefined) {
      at = moves.reasons.push(reason) - 1;
      known.set(key, at);
    }
    moves.contactIds.push(id);
    moves.enters.push(by_hand === null);
    moves.byHand.push(by_hand === true);
    moves.reasonAt.push(at);
  }
  return { moves, met };
}
