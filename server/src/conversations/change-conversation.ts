import type {
  ConversationChange,
  ConversationDetail,
} from "@tagalong/shared/contracts/conversation.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError, notFound } from "../errors/problem-error.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import {
  findAgents,
  lockConversation,
  updateConversation,
  type ConversationState,
  type ConversationUpdate,
} from "./queries/change.ts";
import { detailIn } from "./read-conversation.ts";

/**
 * An agent's (or a program's) change of status, priority or assignee; what is already so changes
 * nothing and leaves no event.
 */
export async function changeConversation(
  { database, publisher }: Services,
  { organizationId, actor }: Principal,
  id: number,
  change: ConversationChange,
): Promise<ConversationDetail> {
  return inOrganization(database, organizationId, async (transaction) => {
    const before = await lockConversation(transaction, id);
    if (!before) throw notFound("conversation");
    const { set, events } = await planChange(transaction, before, change, actor.name);
    if (events.length === 0) return detailIn(transaction, id);
    await updateConversation(transaction, id, set);
    const common = {
      subject: { type: "conversation", id },
      actor: { type: actor.type, id: actor.id },
      contactId: before.contact_id,
      conversationId: id,
    };
    await recordEvents(
      transaction,
      events.map((event) => ({ ...common, ...event })),
    );
    transaction.onCommit(() => publisher.conversationChanged(organizationId, id));
    return detailIn(transaction, id);
  });
}

type Planned = Pick<NewEvent, "kind" | "data">;

async function planChange(
  transaction: OrganizationTransaction,
  before: ConversationState,
  { status, priority, assigneeId }: ConversationChange,
  by: string,
) {
  const events: Planned[] = [];
  const set: ConversationUpdate = {};
  if (status !== undefined && status !== before.status) {
    Object.assign(set, { status, closed_at: status === "closed" ? new Date() : null });
    const data = { from: before.status, to: status };
    events.push({ kind: "conversation.status_changed", data });
  }
  if (priority !== undefined && priority !== before.priority) {
    const reason = { rule: "By hand", why: [`Set by ${by}.`] };
    Object.assign(set, { priority, priority_reason: JSON.stringify(reason) });
    const data = { from: before.priority, to: priority, reason };
    events.push({ kind: "conversation.prioritized", data });
  }
  if (assigneeId !== undefined && assigneeId !== before.assignee_id) {
    const agents = await findAgents(transaction, [assigneeId, before.assignee_id]);
    const assignee = assigneeId === null ? undefined : agents.get(assigneeId);
    if (assigneeId !== null && !assignee) throw notFound("agent");
    if (assignee?.active === false) {
      const said = `${assignee.name} was deactivated and takes no conversations.`;
      throw new ProblemError("invalid_value", said, "assigneeId");
    }
    const named = (agentId: number | null) =>
      agentId === null ? null : { agentId, name: agents.get(agentId)?.name ?? null };
    Object.assign(set, { assignee_id: assigneeId });
    const data = { from: named(before.assignee_id), to: named(assigneeId) };
    events.push({ kind: "conversation.assigned", data });
  }
  return { set, events };
}
