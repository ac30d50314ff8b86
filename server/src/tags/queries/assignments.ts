import type { TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";
import { actorNameSql } from "../../events/actor-name.ts";
import {
  taggedContact,
  taggedConversation,
  taggedDeal,
  taggedLead,
  type TaggedRecord,
} from "../tagged-record.ts";

export interface AssignmentRow {
  tag_id: number;
  source: TagSource;
  by: string | null;
  created_at: Date;
  historical: boolean;
}

export interface NewAssignment {
  recordId: number;
  tagId: number;
  source: TagSource;
  actor: { type: ActorType; id: number };
}

/** The same statements for every kind of record. */
function statementsFor({ table, assignments, key, contact }: TaggedRecord) {
  return {
    lock: statement<{ contact_id: number }>(`
      SELECT ${contact} AS contact_id FROM ${table}
      WHERE organization_id = $1 AND id = $2 AND ${contact} IS NOT NULL FOR NO KEY UPDATE`),
    read: statement<AssignmentRow>(`
      SELECT a.tag_id, a.source, a.created_at, t.deleted_at IS NOT NULL AS historical,
        ${actorNameSql("a")} AS by
      FROM ${assignments} a
      JOIN tags t ON t.organization_id = a.organization_id AND t.id = a.tag_id
      WHERE a.organization_id = $1 AND a.${key} = $2
      ORDER BY a.created_at, a.tag_id`),
    insert: statement<{ created_at: Date }>(`
      INSERT INTO ${assignments} (organization_id, ${key}, tag_id, source, actor_type, actor_id)
      VALUES ($1, $2, $3, $4, $5, $6) RETURNING created_at`),
    remove: statement<Record<never, never>>(
      `DELETE FROM ${assignments} WHERE organization_id = $1 AND ${key} = $2 AND tag_id = $3`,
    ),
    addId: statement<{ revision: number }>(`
      UPDATE ${table} SET tag_ids = array_append(tag_ids, $3::integer), revision = revision + 1
      WHERE organization_id = $1 AND id = $2 RETURNING revision`),
    removeId: statement<{ revision: number }>(`
      UPDATE ${table} SET tag_ids = array_remove(tag_ids, $3::integer), revision = revision + 1
      WHERE organization_id = $1 AND id = $2 RETURNING revision`),
  };
}

const statements = {
  contact: statementsFor(taggedContact),
  conversation: statementsFor(taggedConversation),
  lead: statementsFor(taggedLead),
  deal: statementsFor(taggedDeal),
};

/** Locks the record until the transaction ends and names its contact; undefined when there is none. */
export async function lockRecord(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  id: number,
): Promise<{ contact_id: number } | undefined> {
  const { lock } = statements[record.noun];
  return (await transaction.query(lock, [transaction.organizationId, id]))[0];
}

/** Oldest first. */
export async function readAssignmentRows(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  id: number,
): Promise<AssignmentRow[]> {
  const { read } = statements[record.noun];
  return await transaction.query(read, [transaction.organizationId, id]);
}

/** Stores the assignment, keeps the record's list of ids and answers its new revision. */
export async function insertAssignment(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  { recordId, tagId, source, actor }: NewAssignment,
): Promise<{ createdAt: Date; revision: number }> {
  const { insert, addId } = statements[record.noun];
  const place = [transaction.organizationId, recordId, tagId];
  const [[inserted], [updated]] = await Promise.all([
    transaction.query(insert, [...place, source, actor.type, String(actor.id)]),
    transaction.query(addId, place),
  ]);
  if (!inserted || !updated) throw new Error("A locked record is gone.");
  return { createdAt: inserted.created_at, revision: updated.revision };
}

/** The same, the other way; answers the record's new revision. */
export async function deleteAssignment(
  transaction: OrganizationTransaction,
  record: TaggedRecord,
  recordId: number,
  tagId: number,
): Promise<number> {
  const { remove, removeId } = statements[record.noun];
  const place = [transaction.organizationId, recordId, tagId];
  const [, [updated]] = await Promise.all([
    transaction.query(remove, place),
    transaction.query(removeId, place),
  ]);
  if (!updated) throw new Error("A locked record is gone.");
  return updated.revision;
}
