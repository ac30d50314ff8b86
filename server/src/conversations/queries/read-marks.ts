import type { VisitorIdentity } from "../../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

interface MarkRow {
  found: boolean;
  moved: boolean;
}

/** A mark only moves forward and never past the last message; otherwise nothing is written. */
const byAgent = statement<MarkRow>(`
  WITH moved AS (
    UPDATE conversations SET agent_read_sequence = least($3, last_sequence), revision = revision + 1
    WHERE organization_id = $1 AND id = $2 AND agent_read_sequence < least($3, last_sequence)
      AND erased_at IS NULL
    RETURNING id
  )
  SELECT EXISTS (
      SELECT FROM conversations WHERE organization_id = $1 AND id = $2 AND erased_at IS NULL
    ) AS found,
    EXISTS (SELECT FROM moved) AS moved`);

const byVisitor = statement<MarkRow>(`
  WITH visitor AS (${visitorRow}), moved AS (
    UPDATE conversations c SET visitor_read_sequence = least($5, c.last_sequence),
      revision = c.revision + 1
    FROM visitor v
    WHERE ${ownConversation} AND c.id = $4 AND c.visitor_read_sequence < least($5, c.last_sequence)
    RETURNING c.id
  )
  SELECT EXISTS (
      SELECT FROM visitor v JOIN conversations c ON ${ownConversation} AND c.id = $4
    ) AS found, EXISTS (SELECT FROM moved) AS moved`);

/** Whether the mark moved; undefined: there is no such conversation. */
export async function moveAgentMark(
  transaction: OrganizationTransaction,
  { conversationId, sequence }: { conversationId: number; sequence: number },
): Promise<boolean | undefined> {
  const values = [transaction.organizationId, conversationId, sequence];
  return movedOf(await transaction.query(byAgent, values));
}

export async function moveVisitorMark(
  transaction: OrganizationTransaction,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
  { conversationId, sequence }: { conversationId: number; sequence: number },
): Promise<boolean | undefined> {
  const values = [organizationId, tokenHash, externalId, conversationId, sequence];
  return movedOf(await transaction.query(byVisitor, values));
}

const movedOf = ([mark]: MarkRow[]) => (mark?.found ? mark.moved : undefined);
