import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { moveAgentMark, moveVisitorMark } from "./queries/read-marks.ts";

interface Place {
  conversationId: number;
  sequence: number;
}

/** An agent has seen the conversation up to a message. */
export async function markReadByAgent(
  { database, publisher }: Services,
  organizationId: number,
  place: Place,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    const moved = await moveAgentMark(transaction, place);
    if (moved === undefined) throw notFound("conversation");
    if (!moved) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, place.conversationId));
  });
}

/** The visitor has seen it up to a message; another's conversation is none to them. */
export async function markReadByVisitor(
  { database, publisher }: Services,
  visitor: VisitorIdentity,
  place: Place,
): Promise<void> {
  const { organizationId } = visitor;
  await inOrganization(database, organizationId, async (transaction) => {
    const moved = await moveVisitorMark(transaction, visitor, place);
    if (moved === undefined) throw notFound("conversation");
    if (!moved) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, place.conversationId));
  });
}
