import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

export interface TagCounts {
  tag_id: number;
  contacts: number;
  conversations: number;
}

const counts = statement<TagCounts>(`
  SELECT id AS tag_id, coalesce(contacts, 0)::integer AS contacts,
    coalesce(conversations, 0)::integer AS conversations
  FROM tags
  LEFT JOIN (
    SELECT tag_id, count(*) AS contacts FROM tag_assignments
    WHERE organization_id = $1 GROUP BY tag_id
  ) AS on_contacts ON on_contacts.tag_id = id
  LEFT JOIN (
    SELECT tag_id, count(*) AS conversations FROM conversation_tag_assignments
    WHERE organization_id = $1 GROUP BY tag_id
  ) AS on_conversations ON on_conversations.tag_id = id
  WHERE organization_id = $1
  ORDER BY id`);

/** On how many records each tag is, deleted tags' history too. */
export async function readTagCounts(transaction: OrganizationTransaction): Promise<TagCounts[]> {
  return await transaction.query(counts, [transaction.organizationId]);
}
