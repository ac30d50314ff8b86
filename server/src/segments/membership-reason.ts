import { reasonLines, reasonSchema } from "@tagalong/shared/criteria/reason.ts";

/** Why a contact is in a segment (S5), from what was stored with the membership. */
export function whyMember(membership: { by_hand: boolean; by: string | null; reason: unknown }): {
  origin: "by_hand" | "criteria";
  why: string[];
} {
  const { by_hand, by, reason } = membership;
  if (by_hand) return { origin: "by_hand", why: [by ? `Added by hand by ${by}` : "Added by hand"] };
  const stored = reasonSchema.safeParse(reason);
  return { origin: "criteria", why: stored.success ? reasonLines(stored.data) : [] };
}
