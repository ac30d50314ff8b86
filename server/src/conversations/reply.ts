import type { Message, Reply } from "@tagalong/shared/contracts/message.ts";
import { againOnRival } from "../database/on-rival.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { appendReply } from "./queries/append-reply.ts";
import { refuseReusedClientId } from "./refuse-reused-client-id.ts";
import { toMessage } from "./to-message.ts";

/** An agent's answer; the same client id again gives the stored one. */
export async function reply(
  { database, publisher }: Services,
  agent: { organizationId: number; id: number },
  input: Reply,
): Promise<{ message: Message; epoch: string }> {
  const { organizationId } = agent;
  return againOnRival(() =>
    inOrganization(database, organizationId, async (transaction) => {
      const stored = await appendReply(transaction, agent.id, input);
      if (!stored) throw notFound("conversation");
      refuseReusedClientId(stored, { text: input.text, agentId: agent.id });
      const message = toMessage(stored);
      if (stored.fresh)
        transaction.onCommit(() => publisher.messageStored(organizationId, message));
      return { message, epoch: stored.epoch };
    }),
  );
}
