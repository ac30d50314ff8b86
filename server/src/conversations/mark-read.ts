import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import type { Services } from "../services.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

interface Place {
  conversationId: number;
  sequence: number;
}

/** A mark only moves forward and never past the last message; otherwise nothing is written. */
const byAgent = statement<{ id: number }>(`
  UPDATE conversations SET agent_read_sequence = least($3, last_sequence), revision = revision + 1
  WHERE organization_id = $1 AND id = $2 AND agent_read_sequence < least($3, last_sequence)
  RETURNING id`);

const byVisitor = statement<{ id: number }>(`
  WITH visitor AS (${visitorRow})
  UPDATE conversations c SET visitor_read_sequence = least($5, c.last_sequence),
    revision = c.revision + 1
  FROM visitor v
  WHERE ${ownConversation} AND c.id = $4 AND c.visitor_read_sequence < least($5, c.last_sequence)
  RETURNING c.id`);

/** An agent has seen the conversation up to a message. An unknown conversation changes nothing. */
export async function markReadByAgent(
  { database, publisher }: Services,
  organizationId: number,
  { conversationId, sequence }: Place,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    const values = [organizationId, conversationId, sequence];
    const moved = await transaction.query(byAgent, values);
    if (moved.length === 0) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, conversationId));
  });
}

/** The visitor has seen it up to a message. */
export async function markReadByVisitor(
  { database, publisher }: Services,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
  { conversationId, sequence }: Place,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    const values = [organizationId, tokenHash, externalId, conversationId, sequence];
    const moved = await transaction.query(byVisitor, values);
    if (moved.length === 0) return;
    transaction.onCommit(() => publisher.conversationChanged(organizationId, conversationId));
  });
}
