import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

const lock = statement<Record<never, never>>("SELECT pg_advisory_xact_lock($1, $2)");

/** Held until the transaction ends. */
export async function takeVisitorLock(
  transaction: OrganizationTransaction,
  key: number,
): Promise<void> {
  await transaction.query(lock, [transaction.organizationId, key]);
}

const move = statement<Record<never, never>>(`
  WITH moved AS (
    UPDATE conversations SET contact_id = $3, revision = revision + 1
    WHERE organization_id = $1 AND visitor_id = $2 AND contact_id IN (
      SELECT id FROM contacts WHERE organization_id = $1 AND NOT verified)
    RETURNING id
  )
  UPDATE messages SET author_id = $3 FROM moved
  WHERE organization_id = $1 AND conversation_id = moved.id AND author_type = 'visitor'`);

/** Gives the visitor's conversations with unverified contacts, and their messages, to `contactId`. */
export async function moveConversations(
  transaction: OrganizationTransaction,
  visitorId: number,
  contactId: number,
): Promise<void> {
  await transaction.query(move, [transaction.organizationId, visitorId, contactId]);
}
