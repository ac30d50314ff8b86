import type { StoredMembership } from "./stored-rows.ts";

/**
 * The kept contact's memberships that change by taking in another's (S2): what it has not comes
 * over; being taken out by hand sticks unless a later hand put the contact in; being put in by hand
 * outlasts criteria. Pure.
 */
export function uniteMemberships(
  keptId: number,
  kept: readonly StoredMembership[],
  absorbed: readonly StoredMembership[],
): { before: StoredMembership[]; after: StoredMembership[] } {
  const bySegment = new Map(kept.map((each) => [each.segment_id, each]));
  const before: StoredMembership[] = [];
  const after: StoredMembership[] = [];
  for (const other of absorbed) {
    const own = bySegment.get(other.segment_id);
    if (own && stronger(own, other) === own) continue;
    if (own) before.push(own);
    after.push({ ...other, contact_id: keptId });
  }
  return { before, after };
}

function stronger(own: StoredMembership, other: StoredMembership): StoredMembership {
  if (own.state === other.state) {
    return own.state === "member" && other.by_hand && !own.by_hand ? other : own;
  }
  const [member, excluded] = own.state === "member" ? [own, other] : [other, own];
  const later = Date.parse(member.created_at) > Date.parse(excluded.created_at);
  return member.by_hand && later ? member : excluded;
}
