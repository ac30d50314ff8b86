import type { CreatedInvitation, NewInvitation } from "@tagalong/shared/contracts/team.ts";
import { requireToGrant } from "../auth/may-grant.ts";
import type { Principal } from "../auth/principal.ts";
import { hashToken, newInvitationToken } from "../auth/tokens.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { findRole } from "../roles/find-role.ts";
import type { Services } from "../services.ts";
import { isAgentsEmail } from "./queries/agents.ts";
import { putInvitation, readInvitation } from "./queries/invitations.ts";
import { toInvitation } from "./to-agent.ts";

const lifetime = 7 * 24 * 60 * 60 * 1_000;

/**
 * Expects somebody under an email and answers the secret of the link that lets them in, once. The
 * inviter hands it over; whoever has it can join in their place.
 */
export async function inviteAgent(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  { email, name, title, role: ref }: NewInvitation,
): Promise<CreatedInvitation> {
  const { organizationId, actor } = principal;
  const token = newInvitationToken(organizationId);
  return await inOrganization(database, organizationId, async (transaction) => {
    const role = await findRole(transaction, ref);
    requireToGrant(principal, role.permissions, "role");
    if (await isAgentsEmail(transaction, email)) {
      throw new ProblemError("already_here", "There is an agent with this email.", "email");
    }
    const id = await putInvitation(transaction, {
      token_hash: hashToken(token),
      email,
      name,
      title,
      role: role.role,
      role_id: role.role_id,
      invited_by: actor.type === "agent" ? actor.id : null,
      expires_at: new Date(Date.now() + lifetime),
    });
    await recordEvent(transaction, {
      kind: "agent.invited",
      subject: { type: "invitation", id },
      actor,
      data: { email, role: role.name },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "team"));
    return { ...toInvitation(await readInvitation(transaction, id)), token };
  });
}
