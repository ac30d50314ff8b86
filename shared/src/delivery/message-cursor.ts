import type { Message, MessageRange } from "../contracts/message.ts";

export interface MessageCursorOptions {
  conversationId: number;
  /** The database's epoch as last seen; absent: the first one that is heard of is taken. */
  epoch?: string | undefined;
  /** The last sequence that is already shown; 0 for nothing. */
  sequence?: number;
  /** Called exactly once for each message, in order of sequence, without gaps. */
  apply: (message: Message) => void;
  /**
   * Asks the server for what came after `sequence` (socket call `messages:after`). It must settle:
   * give the call a time limit. A rejection or an error answer is tried again at the next hint,
   * heartbeat or reconnection.
   */
  fetchAfter: (sequence: number) => Promise<MessageRange | { error: unknown }>;
  /** Another epoch: a backup was restored. Forget what was shown; `apply` begins again at 1. */
  reload?: (epoch: string) => void;
}

export type MessageCursor = ReturnType<typeof createMessageCursor>;

/**
 * One conversation's messages in order, whatever the socket does (delivery 5 and 6): applies
 * cursor + 1, holds what leaves a gap and asks for the missing range.
 */
export function createMessageCursor(options: MessageCursorOptions) {
  const { conversationId, apply, fetchAfter } = options;
  let { epoch, sequence: cursor = 0 } = options;
  let head = cursor;
  /** Counts the questions asked; only the latest one's answer ends the asking. */
  let asked = 0;
  let asking = false;
  let reloads = 0;
  const held = new Map<number, Message>();

  const take = (message: Message) => {
    if (message.conversationId !== conversationId || message.sequence <= cursor) return;
    held.set(message.sequence, message);
    head = Math.max(head, message.sequence);
    for (let next; (next = held.get(cursor + 1)); apply(next)) held.delete(++cursor);
  };

  const meet = (seen: string | undefined) => {
    const another = epoch && seen && seen !== epoch;
    epoch = seen ?? epoch;
    if (!another) return;
    reloads++;
    held.clear();
    head = cursor = 0;
    options.reload?.(seen);
    ask();
  };

  const ask = () => {
    const [mine, asIn, from, known] = [++asked, reloads, cursor, head];
    asking = true;
    void fetchAfter(from)
      .then((answer) => {
        // What was asked for before a reload says nothing about now.
        if (asIn !== reloads || "error" in answer) return false;
        meet(answer.epoch);
        if (asIn !== reloads) return false;
        head = Math.max(head, answer.head);
        for (const message of answer.messages) take(message);
        // Answers hold a limited number of messages; one that brought no news ends the asking.
        return cursor > from || head > known;
      })
      .catch(() => false)
      .then((more) => {
        if (mine !== asked) return;
        asking = false;
        if (more) catchUp();
      });
  };

  const catchUp = () => {
    if (head > cursor && !asking) ask();
  };

  return {
    /** The last sequence applied. */
    get sequence() {
      return cursor;
    },
    get epoch() {
      return epoch;
    },
    /** A message heard of by any way: a broadcast, an acknowledgement (then with its epoch). */
    hint(message: Message, seen?: string) {
      meet(seen);
      take(message);
      catchUp();
    },
    heartbeat(state: { conversationId?: number; head: number; epoch: string }) {
      if ((state.conversationId ?? conversationId) !== conversationId) return;
      meet(state.epoch);
      head = Math.max(head, state.head);
      catchUp();
    },
    /** Call on every connection, the first too: asks for whatever was missed. */
    reconnected: ask,
  };
}
