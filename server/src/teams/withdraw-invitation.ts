import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { takeInvitation } from "./queries/invitations.ts";

/** The link lets nobody in any more. */
export async function withdrawInvitation(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  id: number,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    const email = await takeInvitation(transaction, id);
    if (email === undefined) throw notFound("invitation");
    await recordEvent(transaction, {
      kind: "agent.invitation_withdrawn",
      subject: { type: "invitation", id },
      actor,
      data: { email },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "team"));
  });
}
