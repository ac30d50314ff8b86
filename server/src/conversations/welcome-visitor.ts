import type { Welcome } from "@tagalong/shared/contracts/widget-socket.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readWelcome } from "./queries/welcome.ts";

/** What the widget learns when it opens. Nothing is stored by asking. */
export async function welcomeVisitor(
  { database }: Pick<Services, "database">,
  visitor: VisitorIdentity,
): Promise<Welcome> {
  const row = await inOrganization(database, visitor.organizationId, (transaction) =>
    readWelcome(transaction, visitor),
  );
  const { organization, greeting, epoch, id, status, head } = row;
  const agentReadSequence = row.agent_read_sequence;
  const conversation = id === null ? null : { id, status, head, agentReadSequence };
  return { organization, greeting, epoch, conversation };
}
