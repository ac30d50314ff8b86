import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AgentCalls, AgentHints } from "@tagalong/shared/contracts/agent-socket.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import {
  createMessageCursor,
  type MessageCursor,
} from "@tagalong/shared/delivery/message-cursor.ts";
import { createOutbox } from "@tagalong/shared/delivery/outbox.ts";
import { io, type Socket } from "socket.io-client";
import { durableStore, type Letter } from "./durable-store.ts";
import type { Party } from "./party.ts";

const answerWithin = 2_000;

/** An agent who watches every conversation and answers in whichever they are told to. */
export function startAgent(url: string, token: string, name: string): Party {
  const socket: Socket<AgentHints, AgentCalls> = io(`${url}/agent`, {
    auth: { token },
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
    ackTimeout: answerWithin,
  });
  let unanswered = 0;
  const sent: string[] = [];
  const accepted = new Set<string>();
  const shown = new Map<number, Message[]>();
  const cursors = new Map<number, MessageCursor>();
  /** Watched since this connection began. */
  const watched = new Set<number>();
  let ended = false;

  const call = async <T extends object>(event: string, about: object): Promise<T> => {
    if (!socket.connected) throw new Error("not connected");
    const connection = socket.id;
    try {
      return (await (socket as unknown as Socket).emitWithAck(event, about)) as T;
    } catch (error) {
      if (socket.id === connection) unanswered += 1;
      throw error;
    }
  };
  const follow = (id: number): MessageCursor => {
    const known = cursors.get(id);
    if (known) return known;
    const messages: Message[] = [];
    shown.set(id, messages);
    const cursor = createMessageCursor({
      conversationId: id,
      apply: (message) => messages.push(message),
      // Watching answers with what came after, and again is as good as the first time.
      fetchAfter: async (sequence) => {
        const where = { conversationId: id, sequence };
        const range = await call<never>("conversation:watch", where);
        watched.add(id);
        return range;
      },
      reload: () => messages.splice(0),
    });
    cursors.set(id, cursor);
    return cursor;
  };
  const outbox = createOutbox<Letter>({
    store: durableStore(),
    schedule: setTimeout,
    send: ({ clientId, lane, text }) =>
      call("message:send", { clientId, conversationId: Number(lane), text }),
    accepted: ({ clientId }, answer) => {
      accepted.add(clientId);
      const { message, epoch } = answer as { message: Message; epoch: string };
      follow(message.conversationId).hint(message, epoch);
    },
  });
  const readInbox = async (): Promise<void> => {
    let cursor = "";
    do {
      const answer = await fetch(`${url}/api/conversations?status=all&limit=200${cursor}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(5_000),
      });
      if (!answer.ok) throw new Error(`The inbox was answered with ${answer.status}.`);
      const page = (await answer.json()) as { items: { id: number }[]; nextCursor: string | null };
      for (const { id } of page.items) follow(id);
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
    } while (cursor !== "");
  };
  /** After each connection, until the inbox was read and every conversation is watched. */
  const catchUp = async (): Promise<void> => {
    const connection = socket.id;
    let read = false;
    while (!ended && socket.id === connection) {
      if (!read) {
        read = await readInbox().then(
          () => true,
          () => false,
        );
      }
      const missing = [...cursors].filter(([id]) => !watched.has(id));
      for (const [, cursor] of missing) cursor.reconnected();
      await pause(300);
    }
  };
  socket.on("connect", () => {
    watched.clear();
    void catchUp();
    void outbox.flush();
  });
  socket.on("conversation", ({ id }) => void follow(id));
  socket.on("message", (message) => follow(message.conversationId).hint(message));
  socket.on("heartbeat", (state) => cursors.get(state.conversationId)?.heartbeat(state));
  return {
    name,
    sent,
    accepted,
    shown,
    failed: () => outbox.entries.filter(({ state }) => state === "failed").length,
    unanswered: () => unanswered,
    waiting: () => outbox.entries.length,
    follows: () => true,
    async write(text) {
      const ids = [...cursors.keys()];
      const id = ids[Math.floor(Math.random() * ids.length)];
      if (id === undefined) return;
      const clientId = randomUUID();
      sent.push(clientId);
      await outbox.add({ clientId, lane: String(id), text });
    },
    reopen: () => void socket.disconnect().connect(),
    end() {
      ended = true;
      outbox.stop();
      socket.disconnect();
    },
  };
}
