import type { MergeSide } from "@tagalong/shared/contracts/contact-merge.ts";
import type { StoredContact } from "./stored-rows.ts";

type Identified = Pick<StoredContact, "external_id" | "verified">;

export interface DecidedIdentity {
  /** Whose external id the one contact carries. */
  side: MergeSide;
  choice: boolean;
  verified: boolean;
  /** The other's verified external id: signed context that names it still finds the contact (C6). */
  alias: string | null;
}

/**
 * Two external ids of which a site vouched for both stay both: one is carried, the other is an
 * alias. One that nobody vouched for never becomes a verified contact's, and is never an alias.
 */
export function decideIdentity(
  kept: Identified,
  absorbed: Identified,
  chosen: MergeSide | undefined,
): DecidedIdentity {
  const proven = (one: Identified) => one.verified && one.external_id !== null;
  if (proven(kept) && proven(absorbed)) {
    const side = chosen ?? "kept";
    const alias = side === "kept" ? absorbed.external_id : kept.external_id;
    return { side, choice: true, verified: true, alias };
  }
  if (proven(absorbed)) return { side: "absorbed", choice: false, verified: true, alias: null };
  if (kept.verified) return { side: "kept", choice: false, verified: true, alias: null };
  const rest = { verified: kept.verified, alias: null };
  if (kept.external_id === null) return { side: "absorbed", choice: false, ...rest };
  if (absorbed.external_id === null) return { side: "kept", choice: false, ...rest };
  return { side: chosen ?? "kept", choice: true, ...rest };
}
