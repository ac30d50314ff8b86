import { createHash } from "node:crypto";
import { hashToken } from "../auth/tokens.ts";
import { reply } from "../conversations/reply.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { openDatabase } from "../database/database.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { silentHints } from "../silent-hints.ts";
import type { Demo } from "./demo-file.ts";
import type { AgentKey } from "./shop.ts";
import { talks, type DemoTalk } from "./talks.ts";

/**
 * Holds the demo's talks by the product's own verbs, so that priorities, queues, segments and their
 * reasons are what they would have been; answers with the conversations' ids, in order. Ids of
 * messages follow from the demo's secret: a second run finds what the first one stored.
 */
export async function holdTalks(
  databaseUrl: string,
  demo: Demo,
  organizationId: number,
  agentIds: ReadonlyMap<AgentKey, number>,
): Promise<number[]> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  const services: Services = { database, rules: new RulesCache(), publisher: silentHints };
  try {
    const ids: number[] = [];
    for (const [at, talk] of talks.entries()) {
      const secret = `${demo.widgetSecret} ${at}`;
      ids.push(await hold(services, talk, secret, organizationId, agentIds));
    }
    return ids;
  } finally {
    await database.close();
  }
}

async function hold(
  services: Services,
  { externalId, context, messages }: DemoTalk,
  secret: string,
  organizationId: number,
  agentIds: ReadonlyMap<AgentKey, number>,
): Promise<number> {
  const visitor = { organizationId, tokenHash: hashToken(secret), externalId };
  const claims = externalId === null ? null : { externalId };
  let conversationId: number | undefined;
  for (const [at, [, from, text]] of messages.entries()) {
    const clientId = uuidOf(`${secret} ${at}`);
    if (from === "visitor") {
      const sent = { clientId, text, context, ...(conversationId && { conversationId }) };
      const { message } = await sendVisitorMessage(services, visitor, claims, sent);
      conversationId = message.conversationId;
    } else {
      const agent = { organizationId, id: agentIds.get(from) ?? 0 };
      await reply(services, agent, { clientId, conversationId: conversationId ?? 0, text });
    }
  }
  return conversationId ?? 0;
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
