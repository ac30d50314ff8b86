import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { contactColumns, type ContactRow } from "./contacts.ts";

export interface DuplicateRow extends ContactRow {
  same_external_id: boolean | null;
  same_email: boolean | null;
  same_phone: boolean | null;
}

/** Each branch walks an index of its own. */
const find = statement<DuplicateRow>(`
  WITH found AS (
    (SELECT id FROM contacts WHERE organization_id = $1 AND external_id = $2 AND verified)
    UNION
    (SELECT contact_id FROM contact_aliases WHERE organization_id = $1 AND external_id = $2)
    UNION
    (SELECT id FROM contacts WHERE organization_id = $1 AND email_folded = $3 ORDER BY id LIMIT 10)
    UNION
    (SELECT id FROM contacts WHERE organization_id = $1 AND phone_folded = $4 ORDER BY id LIMIT 10)
  )
  SELECT ${contactColumns.map((column) => `c.${column}`).join(", ")},
    (c.external_id = $2 AND c.verified) OR EXISTS (
      SELECT FROM contact_aliases a
      WHERE a.organization_id = $1 AND a.external_id = $2 AND a.contact_id = c.id
    ) AS same_external_id,
    c.email_folded = $3 AS same_email, c.phone_folded = $4 AS same_phone
  FROM found JOIN contacts c ON c.organization_id = $1 AND c.id = found.id
  WHERE c.id IS DISTINCT FROM $5::bigint
  ORDER BY c.last_seen_at DESC NULLS LAST, c.id LIMIT 10`);

/** Contacts that have one of these; texts are folded, the external id is as it is. */
export async function findDuplicates(
  transaction: OrganizationTransaction,
  asked: {
    externalId: string | null;
    email: string | null;
    phone: string | null;
    except: number | null;
  },
): Promise<DuplicateRow[]> {
  const { externalId, email, phone, except } = asked;
  const values = [transaction.organizationId, externalId, email, phone, except];
  return await transaction.query(find, values);
}
