import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

export interface AlikeRow {
  id: number;
  same_external_id: boolean;
  same_email: boolean;
  same_phone: boolean;
}

/** Enough to find the person among; more with one address are no duplicates but a shared address. */
const most = 20;

const by = (column: string) => `
  (SELECT c.id FROM me JOIN contacts c
    ON c.organization_id = $1 AND c.${column} = me.${column} AND c.id <> me.id LIMIT ${most})`;

const alike = statement<AlikeRow>(`
  WITH me AS (
    SELECT id, external_id_folded, email_folded, phone_folded FROM contacts
    WHERE organization_id = $1 AND id = $2
  ), found AS (
    ${["external_id_folded", "email_folded", "phone_folded"].map(by).join(" UNION ")}
  ), compared AS (
    SELECT c.id, c.last_seen_at,
      coalesce(c.external_id_folded = me.external_id_folded, false) AS same_external_id,
      coalesce(c.email_folded = me.email_folded, false) AS same_email,
      coalesce(c.phone_folded = me.phone_folded, false) AS same_phone
    FROM me CROSS JOIN found JOIN contacts c ON c.organization_id = $1 AND c.id = found.id
  )
  SELECT id, same_external_id, same_email, same_phone FROM compared
  ORDER BY same_external_id::integer + same_email::integer + same_phone::integer DESC,
    last_seen_at DESC NULLS LAST, id DESC
  LIMIT ${most}`);

/** Contacts with the same external id, email or phone, folded; the most alike first. */
export async function readAlike(
  transaction: OrganizationTransaction,
  contactId: number,
): Promise<AlikeRow[]> {
  return await transaction.query(alike, [transaction.organizationId, contactId]);
}
