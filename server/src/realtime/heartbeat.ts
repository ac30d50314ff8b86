import { readHeads } from "../conversations/read-conversations.ts";
import type { Database } from "../database/database.ts";
import { log } from "../log.ts";
import { conversationsIn, rooms } from "./rooms.ts";
import type { AgentNamespace, WidgetNamespace } from "./sockets.ts";

/** A lost last message is noticed within 10 s (delivery 5), so beats come at least every 8 s. */
const interval = 7_000;

/**
 * Tells every socket of this process the head of each conversation it follows, and the database's
 * epoch: one query an organization. Returns what stops it.
 */
export function startHeartbeat(
  database: Database,
  widget: WidgetNamespace,
  agents: AgentNamespace,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const beatFor = async (organizationId: number, ids: readonly number[]) => {
    for (const state of await readHeads({ database }, organizationId, ids)) {
      const room = rooms.conversation(organizationId, state.conversationId);
      widget.local.to(room).emit("heartbeat", state);
      agents.local.to(room).emit("heartbeat", state);
    }
  };
  const beat = async () => {
    const names = new Set([...widget.adapter.rooms.keys(), ...agents.adapter.rooms.keys()]);
    for (const [organizationId, ids] of conversationsIn(names)) {
      if (stopped) return;
      await beatFor(organizationId, ids).catch((error: unknown) => {
        log.warn({ err: error }, "A heartbeat was left out.");
      });
    }
  };
  const next = () => {
    timer = setTimeout(() => {
      void beat().finally(() => {
        if (!stopped) next();
      });
    }, interval);
    timer.unref();
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
