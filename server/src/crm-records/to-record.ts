import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { contactName } from "../contacts/contact-name.ts";
import type { RecordRow } from "./queries/records.ts";

export function toRecord(row: RecordRow): CrmRecord {
  const displayName = contactName({
    id: row.contact_id,
    name: row.contact_name,
    email: row.contact_email,
    phone: row.contact_phone,
    external_id: row.contact_external_id,
  });
  return {
    id: row.id,
    contact: { id: row.contact_id, displayName },
    title: row.title,
    ownerId: row.owner_id,
    tagIds: row.active_tag_ids,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
