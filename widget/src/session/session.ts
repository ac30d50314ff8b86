import { batch, effect } from "@preact/signals-core";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import {
  createMessageCursor,
  type MessageCursor,
} from "@tagalong/shared/delivery/message-cursor.ts";
import { createOutbox } from "@tagalong/shared/delivery/outbox.ts";
import type { Frame, Settings } from "../frame.ts";
import { keepBookmark, readBookmark } from "./bookmark.ts";
import { connect } from "./connection.ts";
import { keptFor, type Draft } from "./kept.ts";
import { newClientId } from "./random.ts";
import { createState } from "./state.ts";

/** How much history is shown at first, and how much more at a time. */
const pageLength = 50;

type Connection = ReturnType<typeof connect>;
export type Session = ReturnType<typeof createSession>;

/** One visitor's chat: what is shown of it, as signals, and what can be done in it. */
export function createSession({ server, settings: given, person, emit }: Frame) {
  let settings = given;
  let connection: Connection | undefined;
  let lasting = false;
  let ended = false;
  let cursor: MessageCursor | undefined;
  let epoch: string | undefined;
  /** The head when the conversation was first seen: what comes after it is news. */
  let knownHead = 0;
  let typed = 0;
  let greetAgain: ReturnType<typeof setTimeout> | undefined;
  let typistGone: ReturnType<typeof setTimeout> | undefined;

  const state = createState();
  const { phase, refusal, welcome, conversation, messages, loaded, read, agentRead, typist } =
    state;

  const online = () => {
    if (!connection?.socket.connected) throw new Error("There is no connection.");
    return connection.socket;
  };

  const kept = keptFor(person);
  const outbox = createOutbox<Draft>({
    store: kept,
    schedule: (run, milliseconds) => setTimeout(run, milliseconds),
    async send({ clientId, text, context }) {
      const send = () => online().emitWithAck("message:send", { clientId, text, context });
      // Tabs share the outbox: one sends at a time, so that the order holds.
      return lasting && navigator.locks ? navigator.locks.request(person, send) : send();
    },
    changed: (entries) => (state.drafts.value = entries.map((entry) => ({ ...entry }))),
    accepted: (_, answer) => {
      const { message, epoch: now } = answer as { message: Message; epoch: string };
      heard(message, now);
    },
  });

  const show = (message: Message) => {
    batch(() => {
      messages.value = [...messages.value, message];
      if (message.author.type === "visitor") return;
      typist.value = "";
      if (message.sequence > knownHead) emit("message", message);
    });
  };

  /** Turns to a conversation: a new one, or another one than before. */
  const follow = (id: number, head: number) => {
    if (cursor && conversation.value?.id === id) return cursor;
    const mark = readBookmark(person);
    knownHead = head;
    read.value = mark.conversationId === id ? mark.sequence : 0;
    agentRead.value = 0;
    conversation.value = { id, closed: false };
    const mine = createMessageCursor({
      conversationId: id,
      epoch,
      sequence: Math.max(0, head - pageLength),
      apply: (message) => {
        if (mine === cursor) show(message);
      },
      async fetchAfter(sequence) {
        if (mine !== cursor) throw new Error("Another conversation is shown by now.");
        const answer = await online().emitWithAck("messages:after", {
          conversationId: id,
          sequence,
        });
        // Rendered after the messages of this very answer were applied.
        queueMicrotask(() => (loaded.value = true));
        return answer;
      },
      reload() {
        forget();
        void greet();
      },
    });
    return (cursor = mine);
  };

  /** A backup was restored (delivery 6): conversations that were shown may not be there any more. */
  const forget = () => {
    cursor = epoch = undefined;
    batch(() => {
      conversation.value = null;
      messages.value = [];
    });
  };

  /** Conversations are numbered in order: a late word about an earlier one changes nothing. */
  const isPast = (id: number) => id < (conversation.value?.id ?? 0);

  const heard = (message: Message, now?: string) => {
    if (isPast(message.conversationId)) return;
    batch(() => follow(message.conversationId, 0).hint(message, now));
  };

  /** On every connection: learns where things stand, then catches up and sends what waits. */
  const greet = async (): Promise<void> => {
    clearTimeout(greetAgain);
    try {
      const answer = await online().emitWithAck("welcome");
      if ("error" in answer) throw new Error(answer.error.message);
      batch(() => {
        if (epoch && answer.epoch !== epoch) forget();
        welcome.value = answer;
        epoch = answer.epoch;
        const latest = answer.conversation;
        if (!latest) {
          // What was shown is there no more: the person was erased.
          if (conversation.value) forget();
          loaded.value = true;
        } else {
          follow(latest.id, latest.head);
          met(latest);
        }
      });
      cursor?.reconnected();
      await outbox.flush();
    } catch {
      // Without a connection the next one greets; with one, this was an answer that did not come.
      if (connection?.socket.connected) greetAgain = setTimeout(() => void greet(), 2_000);
    }
  };

  const met = (state: { id: number; status: string; agentReadSequence: number }) => {
    if (state.id !== conversation.value?.id) return;
    conversation.value = { id: state.id, closed: state.status === "closed" };
    agentRead.value = state.agentReadSequence;
  };

  const contextNow = () => ({
    language: navigator.language,
    pageUrl: location.href.slice(0, 2_000),
    ...settings.context,
  });

  const tryAgain = () => {
    refusal.value = null;
    connection?.reconnect();
  };

  const start = async () => {
    const visitor = await kept.visitor();
    lasting = visitor.lasting;
    if (ended) return;
    connection = connect({
      server,
      auth: { key: settings.key, visitor: visitor.token, token: settings.token },
      connected() {
        phase.value = "online";
        void greet();
      },
      lost: () => (phase.value = "offline"),
      refused: (error) => {
        refusal.value = error;
        reportError(new Error(`Tagalong: ${error.message}`));
      },
      hints: {
        message: (message) => heard(message),
        heartbeat(state) {
          if (!isPast(state.conversationId)) follow(state.conversationId, 0).heartbeat(state);
        },
        conversation: met,
        typing: ({ name }) => {
          typist.value = name;
          clearTimeout(typistGone);
          typistGone = setTimeout(() => (typist.value = ""), 5_000);
        },
      },
    });
  };

  const stopReading = effect(() => {
    const now = conversation.value;
    const last = messages.value.at(-1);
    if (!now || last?.conversationId !== now.id || !state.seen.value || !state.unread.value) return;
    read.value = last.sequence;
    const mark = { conversationId: now.id, sequence: last.sequence };
    connection?.socket.emit("message:read", mark, () => {});
  });

  const stopKeeping = keepBookmark(person, state);

  void start();

  return {
    ...state,
    /** Sends a refused message again, with what the site says now. */
    retry(clientId: string) {
      const entry = outbox.entries.find((each) => each.clientId === clientId);
      if (entry) entry.context = contextNow();
      outbox.retry(clientId);
    },
    discard: outbox.discard,
    /** Takes up what another tab has left in the outbox. */
    flush: outbox.flush,
    send(text: string) {
      const draft = { clientId: newClientId(), lane: "", text, context: contextNow() };
      void outbox.add({ ...draft, at: Date.now() });
    },
    typing() {
      const now = conversation.value;
      if (!now || Date.now() - typed < 2_500) return;
      typed = Date.now();
      connection?.socket.volatile.emit("typing", { conversationId: now.id });
    },
    /** Adds the messages before those shown. */
    async earlier() {
      const first = messages.value[0];
      if (!first) return;
      const sequence = Math.max(0, first.sequence - 1 - pageLength);
      const { conversationId } = first;
      const answer = await online().emitWithAck("messages:after", { conversationId, sequence });
      if ("error" in answer || messages.value[0] !== first) return;
      const before = answer.messages.filter((message) => message.sequence < first.sequence);
      messages.value = [...before, ...messages.value];
    },
    update(next: Settings) {
      const renewed = next.token !== settings.token;
      settings = next;
      if (!connection || !renewed) return;
      Object.assign(connection.socket.auth, { token: next.token });
      tryAgain();
    },
    tryAgain,
    end() {
      ended = true;
      stopReading();
      stopKeeping();
      clearTimeout(typistGone);
      clearTimeout(greetAgain);
      outbox.stop();
      connection?.end();
    },
  };
}
