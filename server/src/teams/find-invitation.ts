import type { FoundInvitation } from "@tagalong/shared/contracts/team.ts";
import { claimedOrganization, hashToken } from "../auth/tokens.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError, notFound } from "../errors/problem-error.ts";
import { roleNameOf } from "../roles/to-role.ts";
import type { Services } from "../services.ts";
import {
  findInvitationByToken,
  readOrganizationName,
  type InvitationRow,
} from "./queries/invitations.ts";

/** What a link invites to, for whoever opened it. */
export async function findInvitation(
  { database }: Pick<Services, "database">,
  token: string,
): Promise<FoundInvitation> {
  return await inInvitation(database, token, async (transaction, invitation) => {
    const { email, name, role, own_role, expires_at } = invitation;
    return {
      organization: await readOrganizationName(transaction),
      email,
      name,
      roleName: roleNameOf(role, own_role),
      expiresAt: expires_at.toISOString(),
    };
  });
}

/** Works in the organization of a link that still holds. */
export async function inInvitation<Result>(
  database: Services["database"],
  token: string,
  work: (transaction: OrganizationTransaction, invitation: InvitationRow) => Promise<Result>,
): Promise<Result> {
  const organizationId = claimedOrganization(token, "tgi");
  if (organizationId === undefined) throw notFound("invitation");
  return await inOrganization(database, organizationId, async (transaction) => {
    const invitation = await findInvitationByToken(transaction, hashToken(token));
    if (!invitation) throw notFound("invitation");
    if (invitation.expires_at.getTime() <= Date.now()) {
      throw new ProblemError("token_expired", "This invitation has expired. Ask for a new one.");
    }
    return await work(transaction, invitation);
  });
}
