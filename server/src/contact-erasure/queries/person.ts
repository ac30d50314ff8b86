import { familyOf } from "../../contacts/family-sql.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

const family = statement<{ id: number }>(`
  WITH RECURSIVE ${familyOf("$2")} SELECT id FROM family`);

/** The contact's number and those of everybody whom it has absorbed: events go by them. */
export async function readFamily(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<number[]> {
  const rows = await transaction.query(family, [transaction.organizationId, contactId]);
  return rows.map(({ id }) => id);
}

const left = statement<{ id: number }>(`
  SELECT c.id FROM contacts c
  WHERE c.organization_id = $1 AND NOT c.verified
    AND c.id IN (
      SELECT (data->>'joined')::bigint FROM events
      WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[]) AND kind = 'contact.updated')
    AND NOT EXISTS (SELECT FROM visitors WHERE organization_id = $1 AND contact_id = c.id)
    AND NOT EXISTS (SELECT FROM conversations WHERE organization_id = $1 AND contact_id = c.id)
  ORDER BY c.id`);

/** What the person's browsers were before they signed in: profiles that nobody writes as any more. */
export async function readLeftProfiles(
  transaction: OrganizationTransaction,
  familyIds: readonly number[],
): Promise<number[]> {
  const rows = await transaction.query(left, [transaction.organizationId, familyIds]);
  return rows.map(({ id }) => id);
}

const conversations = statement<{ id: number }>(`
  SELECT id FROM conversations WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[])
  ORDER BY id FOR NO KEY UPDATE`);

/** In the order of their ids. */
export async function lockConversationsOf(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<number[]> {
  const rows = await transaction.query(conversations, [transaction.organizationId, contactIds]);
  return rows.map(({ id }) => id);
}

const signedIds = statement<{ external_id: string }>(`
  SELECT external_id FROM contacts
  WHERE organization_id = $1 AND id = ANY ($2::bigint[]) AND external_id IS NOT NULL
  UNION
  SELECT external_id FROM contact_aliases
  WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[])`);

/** Every external id that a token may have named them by. */
export async function readExternalIds(
  transaction: OrganizationTransaction,
  contactIds: readonly number[],
): Promise<string[]> {
  const rows = await transaction.query(signedIds, [transaction.organizationId, contactIds]);
  return rows.map((row) => row.external_id);
}
