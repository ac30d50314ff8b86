import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { criteriaToSql } from "@tagalong/shared/criteria/sql.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import {
  conversationColumns,
  conversationTables,
  type ConversationRow,
} from "./conversation-row.ts";

/** Where a page ended. */
export interface InboxPlace {
  rank: number;
  /** Microseconds since 1970; null for those that wait for nothing. */
  waiting: number | null;
  id: number;
}

export type PlacedRow = ConversationRow & InboxPlace;

export interface InboxFilter {
  status: ConversationRow["status"] | undefined;
  queueId: number | undefined;
  /** Null: nobody's. */
  assigneeId: number | null | undefined;
  /** One contact's, then the newest first: theirs is a history, no queue. */
  contactId: number | undefined;
  criteria: Criteria | null;
  context: CriteriaContext;
  now: Date;
  after: InboxPlace | undefined;
  limit: number;
}

// As in the index conversations_inbox.
const rank = `CASE conversation.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END`;
const waiting = `coalesce(conversation.waiting_since, 'infinity'::timestamptz)`;
const instant = (microseconds: string) =>
  `coalesce(timestamptz 'epoch' + ${microseconds}::bigint * interval '1 microsecond', 'infinity')`;

export function readInbox(
  transaction: OrganizationTransaction,
  filter: InboxFilter,
): Promise<PlacedRow[]> {
  const { status, queueId, assigneeId, contactId, criteria, after } = filter;
  const values: unknown[] = [transaction.organizationId];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const where = ["conversation.organization_id = $1"];
  if (status !== undefined) where.push(`conversation.status = ${$(status)}`);
  if (queueId !== undefined) where.push(`conversation.queue_id = ${$(queueId)}`);
  if (assigneeId === null) where.push("conversation.assignee_id IS NULL");
  else if (assigneeId !== undefined) where.push(`conversation.assignee_id = ${$(assigneeId)}`);
  if (contactId !== undefined) where.push(`conversation.contact_id = ${$(contactId)}`);
  if (after && contactId !== undefined) where.push(`conversation.id < ${$(after.id)}`);
  else if (after) {
    const place = `${$(after.rank)}::integer, ${instant($(after.waiting))}, -${$(after.id)}::bigint`;
    where.push(`(${rank}, ${waiting}, -conversation.id) > (${place})`);
  }
  if (criteria) {
    const { now, context } = filter;
    const part = criteriaToSql(criteria, context, { now, first: values.length + 1 });
    values.push(...part.parameters);
    where.push(part.text);
  }
  const order =
    contactId === undefined ? `${rank}, ${waiting}, -conversation.id` : "conversation.id DESC";
  const page = statement<PlacedRow>(`
    SELECT ${conversationColumns}, ${rank} AS rank,
      (extract(epoch FROM conversation.waiting_since) * 1000000)::bigint AS waiting
    FROM ${conversationTables} WHERE ${where.join(" AND ")}
    ORDER BY ${order} LIMIT ${$(filter.limit)}`);
  return transaction.query(page, values);
}
