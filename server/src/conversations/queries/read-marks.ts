import type { VisitorIdentity } from "../../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

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

/** Whether the mark moved. */
export async function moveAgentMark(
  transaction: OrganizationTransaction,
  { conversationId, sequence }: { conversationId: number; sequence: number },
): Promise<boolean> {
  const values = [transaction.organizationId, conversationId, sequence];
  return (await transaction.query(byAgent, values)).length > 0;
}

export async function moveVisitorMark(
  transaction: OrganizationTransaction,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
  { conversationId, sequence }: { conversationId: number; sequence: number },
): Promise<boolean> {
  const values = [organizationId, tokenHash, externalId, conversationId, sequence];
  return (await transaction.query(byVisitor, values)).length > 0;
}
