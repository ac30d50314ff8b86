import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { z } from "zod";
import { inOrganization } from "../database/organization-transaction.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import { readInbox, type InboxPlace } from "./queries/inbox.ts";
import { toConversation } from "./to-conversation.ts";

export interface ConversationsAsked {
  /** Open ones unless asked otherwise. */
  status?: Conversation["status"] | "all" | undefined;
  queueId?: number | undefined;
  /** An agent, or nobody. */
  assigneeId?: number | null | undefined;
  /** The contact is in it, or this conversation's context names it and is trusted (S7). */
  segmentId?: number | undefined;
  /** One contact's history, newest first (C3). */
  contactId?: number | undefined;
  /** On the conversation or on its contact. */
  tagId?: number | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const placeSchema = z.object({
  rank: z.int().min(0).max(3),
  waiting: z.int().nonnegative().nullable(),
  id: z.int().positive(),
}) satisfies z.ZodType<InboxPlace>;

/** The inbox: priority, then longest waiting first (V3, R3), a page at a time. */
export async function listConversations(
  { database, rules }: Pick<Services, "database" | "rules">,
  organizationId: number,
  asked: ConversationsAsked,
): Promise<{ items: Conversation[]; nextCursor: string | null }> {
  const { status = "open", queueId, assigneeId, contactId, limit = defaultPageSize } = asked;
  const after = readCursor(asked.cursor, placeSchema);
  const rows = await inOrganization(database, organizationId, async (transaction) =>
    readInbox(transaction, {
      status: status === "all" ? undefined : status,
      queueId,
      assigneeId,
      contactId,
      criteria: criteriaOf(asked),
      context: (await rules.read(transaction)).conversations,
      now: new Date(),
      after,
      limit: limit + 1,
    }),
  );
  return toPage(rows, limit, (row) => placeSchema.parse(row), toConversation);
}

/** Tags and segments mean here what they mean in every other criteria. */
function criteriaOf({ segmentId, tagId }: ConversationsAsked): Criteria | null {
  const nodes: Node[] = [];
  const hasAny = (field: string, id: number): Node => ({
    field,
    operator: "hasAnyOf",
    value: [id],
  });
  if (segmentId !== undefined) nodes.push(hasAny("contact.segments", segmentId));
  if (tagId !== undefined) {
    nodes.push({ any: [hasAny("contact.tags", tagId), hasAny("conversation.tags", tagId)] });
  }
  return nodes.length > 0 ? { all: nodes } : null;
}
