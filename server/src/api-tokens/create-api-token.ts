import type { CreatedApiToken, NewApiToken } from "@tagalong/shared/contracts/api-token.ts";
import { withImplied } from "@tagalong/shared/permissions.ts";
import { requireToGrant } from "../auth/may-grant.ts";
import { requireAgent, type Principal } from "../auth/principal.ts";
import { hashToken, newApiToken } from "../auth/tokens.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { insertApiToken, readApiToken } from "./queries.ts";
import { toApiToken } from "./to-api-token.ts";

/**
 * A token for a program, with permissions that its maker holds (P4). Only a person makes one: a token
 * that made others would outlive its own revocation.
 */
export async function createApiToken(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  { name, permissions, expiresAt }: NewApiToken,
): Promise<CreatedApiToken> {
  const agent = requireAgent(principal);
  requireToGrant(principal, permissions, "permissions");
  const expires = expiresAt === null ? null : new Date(expiresAt);
  if (expires && expires.getTime() <= Date.now()) {
    throw new ProblemError("invalid_value", "That time has passed already.", "expiresAt");
  }
  const { organizationId } = principal;
  const token = newApiToken(organizationId);
  return await inOrganization(database, organizationId, async (transaction) => {
    const held = withImplied(permissions);
    const id = await insertApiToken(transaction, {
      name,
      token_hash: hashToken(token),
      hint: token.slice(-4),
      permissions: held,
      expires_at: expires,
      created_by: agent.id,
    });
    await recordEvent(transaction, {
      kind: "api_token.created",
      subject: { type: "api_token", id },
      actor: agent,
      data: { name, permissions: held, expiresAt: expires?.toISOString() ?? null },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "api tokens"));
    return { ...toApiToken(await readApiToken(transaction, id)), token };
  });
}
