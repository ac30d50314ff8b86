import { createHash } from "node:crypto";
import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { ContextClaims } from "../contacts/check-context.ts";

/**
 * Tells whether what a site says of its visitor differs from what it said before; null: it says
 * nothing of them. Topic, groups and the page are the conversation's.
 */
export function profileDigest(context: Context, claims: ContextClaims | null): string | null {
  const said = [context, claims ?? {}].map(
    ({ externalId, email, name, company, phone, properties }) =>
      JSON.stringify({ externalId, email, name, company, phone, properties }),
  );
  if (said.every((one) => one === "{}")) return null;
  return createHash("sha256").update(said.join()).digest("base64url");
}
