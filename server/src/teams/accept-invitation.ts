import type { AcceptInvitation } from "@tagalong/shared/contracts/team.ts";
import { hashPassword } from "../auth/passwords.ts";
import { addUser } from "../auth/users.ts";
import { ProblemError, notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { bumpRulesVersion } from "../organizations/bump-rules-version.ts";
import type { Services } from "../services.ts";
import { findInvitation, inInvitation } from "./find-invitation.ts";
import { insertAgent } from "./queries/agents.ts";
import { takeInvitation } from "./queries/invitations.ts";

/** Makes the invited person an agent who signs in with the password; the link works once. */
export async function acceptInvitation(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { token, name, password }: AcceptInvitation,
): Promise<{ email: string }> {
  // A guess is not worth the hashing.
  await findInvitation({ database }, token);
  const passwordHash = await hashPassword(password);
  return await inInvitation(database, token, async (transaction, invitation) => {
    const { organizationId } = transaction;
    await bumpRulesVersion(transaction);
    const email = await takeInvitation(transaction, invitation.id);
    if (email === undefined) throw notFound("invitation");
    const userId = await addUser(transaction, { name, email, passwordHash });
    if (userId === undefined) {
      throw new ProblemError(
        "already_here",
        "This email address signs in to an organization already. Ask for an invitation to another.",
      );
    }
    const { title, role, role_id } = invitation;
    const id = await insertAgent(transaction, {
      user_id: userId,
      name,
      email,
      title,
      role,
      role_id,
    });
    await recordEvent(transaction, {
      kind: "agent.joined",
      subject: { type: "agent", id },
      actor: { type: "agent", id },
      data: { name, email, invitedBy: invitation.invited_by },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "team"));
    return { email };
  });
}
