import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { moveAgentMark, moveVisitorMark } from "./queries/read-marks.ts";

interface Place {
  conversationId: number;
  sequence: number;
}

/** An agent has seen the conversation up to a message. An unknown conversation changes nothing. */
export async function markReadByAgent(
  { database, publisher }: Services,
  organizationId: number,
  place: Place,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    if (!(await moveAgentMark(transaction, place))) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, place.conversationId));
  });
}

/** The visitor has seen it up to a message. */
export async function markReadByVisitor(
  { database, publisher }: Services,
  visitor: VisitorIdentity,
  place: Place,
): Promise<void> {
  const { organizationId } = visitor;
  await inOrganization(database, organizationId, async (transaction) => {
    if (!(await moveVisitorMark(transaction, visitor, place))) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, place.conversationId));
  });
}
