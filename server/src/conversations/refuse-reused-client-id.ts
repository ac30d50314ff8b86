import { ProblemError } from "../errors/problem-error.ts";
import type { MessageRow } from "./queries/message-row.ts";

/**
 * The same client id means the same message: text, conversation, and the agent where one wrote it
 * (delivery 2). What was found for a visitor is the visitor's own conversation already.
 */
export function refuseReusedClientId(
  stored: MessageRow,
  sent: { text: string; conversationId?: number | undefined; agentId?: number },
): void {
  const author = sent.agentId === undefined ? "visitor" : "agent";
  const same =
    stored.text === sent.text &&
    stored.author_type === author &&
    (sent.agentId === undefined || stored.author_id === sent.agentId) &&
    (sent.conversationId === undefined || stored.conversation_id === sent.conversationId);
  if (same) return;
  const message = "This client id already belongs to another message.";
  throw new ProblemError("client_id_reused", message, "clientId");
}
