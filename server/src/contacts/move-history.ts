import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

const move = statement<Record<never, never>>(`
  WITH moved AS (
    UPDATE conversations SET contact_id = $3, revision = revision + 1
    WHERE organization_id = $1 AND visitor_id = $2 AND contact_id IN (
      SELECT id FROM contacts WHERE organization_id = $1 AND NOT verified)
    RETURNING id
  )
  UPDATE messages SET author_id = $3 FROM moved
  WHERE organization_id = $1 AND conversation_id = moved.id AND author_type = 'visitor'`);

/**
 * The conversations that a browser began before it showed a signed identity follow it to the
 * verified contact, so that the visitor and the agent keep reading one history.
 */
export async function moveHistory(
  transaction: OrganizationTransaction,
  visitorId: number,
  contactId: number,
): Promise<void> {
  await transaction.query(move, [transaction.organizationId, visitorId, contactId]);
}
