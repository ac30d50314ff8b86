import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { WidgetCalls, WidgetHints } from "@tagalong/shared/contracts/widget-socket.ts";
import {
  createMessageCursor,
  type MessageCursor,
} from "@tagalong/shared/delivery/message-cursor.ts";
import { createOutbox } from "@tagalong/shared/delivery/outbox.ts";
import { io, type Socket } from "socket.io-client";
import { durableStore, type Letter } from "./durable-store.ts";
import type { Party } from "./party.ts";

const answerWithin = 2_000;

/** A visitor with the delivery code of the real widget, over a real socket. */
export function startVisitor(url: string, widgetKey: string): Party {
  const token = randomBytes(32).toString("hex");
  const name = createHash("sha256").update(token).digest("hex");
  const store = durableStore();
  const sent: string[] = [];
  const accepted = new Set<string>();
  const shown = new Map<number, Message[]>();
  let unanswered = 0;
  let tab = openTab();

  /** One page: all that is lost when it is closed. */
  function openTab() {
    const socket: Socket<WidgetHints, WidgetCalls> = io(`${url}/widget`, {
      auth: { key: widgetKey, visitor: token },
      query: { key: widgetKey },
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 500,
      ackTimeout: answerWithin,
    });
    let cursor: MessageCursor | undefined;
    let conversationId: number | undefined;
    shown.clear();

    const call = async <T extends object>(event: string, ...about: object[]): Promise<T> => {
      if (!socket.connected) throw new Error("not connected");
      const connection = socket.id;
      try {
        return (await (socket as unknown as Socket).emitWithAck(event, ...about)) as T;
      } catch (error) {
        if (socket.id === connection) unanswered += 1;
        throw error;
      }
    };
    const follow = (id: number): MessageCursor => {
      if (cursor && conversationId === id) return cursor;
      conversationId = id;
      const messages: Message[] = [];
      shown.set(id, messages);
      cursor = createMessageCursor({
        conversationId: id,
        apply: (message) => messages.push(message),
        fetchAfter: (sequence) => call("messages:after", { conversationId: id, sequence }),
        reload: () => messages.splice(0),
      });
      return cursor;
    };
    const outbox = createOutbox<Letter>({
      store,
      schedule: setTimeout,
      send: ({ clientId, text }) => call("message:send", { clientId, text, conversationId }),
      accepted: ({ clientId }, answer) => {
        accepted.add(clientId);
        const { message, epoch } = answer as { message: Message; epoch: string };
        follow(message.conversationId).hint(message, epoch);
      },
    });
    const greet = async (): Promise<void> => {
      try {
        const welcome = await call<{ conversation: { id: number } | null }>("welcome");
        if (welcome.conversation) follow(welcome.conversation.id).reconnected();
      } catch {
        if (socket.connected) setTimeout(() => void greet(), 100);
      }
    };
    socket.on("connect", () => {
      void greet();
      void outbox.flush();
    });
    socket.on("message", (message) => follow(message.conversationId).hint(message));
    socket.on("heartbeat", (state) => cursor?.heartbeat(state));
    const close = () => {
      outbox.stop();
      socket.off();
      socket.disconnect();
    };
    return { outbox, close };
  }

  return {
    name,
    sent,
    accepted,
    shown,
    failed: () => tab.outbox.entries.filter(({ state }) => state === "failed").length,
    unanswered: () => unanswered,
    waiting: () => store.kept.size,
    follows: ({ visitor }) => visitor === name,
    async write(text) {
      const clientId = randomUUID();
      sent.push(clientId);
      await tab.outbox.add({ clientId, lane: "visitor", text });
    },
    reopen() {
      tab.close();
      tab = openTab();
    },
    end: () => tab.close(),
  };
}
