import { signal } from "@preact/signals";
import { messageSchema, type Message } from "@tagalong/shared/contracts/message.ts";
import { createOutbox, type OutboxEntry } from "@tagalong/shared/delivery/outbox.ts";
import { z } from "zod";
import { outboxStore } from "../live/outbox-store.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { strictContext } from "../ui/strict-context.ts";

export interface ReplyEntry extends OutboxEntry {
  conversationId: number;
  text: string;
  createdAt: string;
}

const acceptedSchema = z.object({ message: messageSchema, epoch: z.uuid() });

/** This agent's replies on their way: none is lost with the page, none is sent twice (V6). */
export class Replies {
  readonly #accepted = new Set<(message: Message, epoch: string) => void>();
  readonly #outbox;

  /** All replies not yet acknowledged, oldest first. */
  readonly waiting = signal<readonly ReplyEntry[]>([]);

  constructor({ live, account }: SignedIn) {
    this.#outbox = createOutbox<ReplyEntry>({
      store: outboxStore(`tagalong-replies ${account.id}`),
      send: ({ clientId, conversationId, text }) =>
        live.ask("message:send", { clientId, conversationId, text }),
      // Entries change in place, so each change is a new list of copies to those who watch.
      changed: (entries) => (this.waiting.value = entries.map((entry) => ({ ...entry }))),
      accepted: (_entry, answer) => {
        const parsed = acceptedSchema.safeParse(answer);
        if (!parsed.success) return;
        for (const listener of this.#accepted) listener(parsed.data.message, parsed.data.epoch);
      },
      schedule: (run, milliseconds) => setTimeout(run, milliseconds),
    });
    live.onConnect(() => void this.#outbox.flush());
  }

  onAccepted(listener: (message: Message, epoch: string) => void): () => void {
    this.#accepted.add(listener);
    return () => this.#accepted.delete(listener);
  }

  send(conversationId: number, text: string): void {
    void this.#outbox.add({
      clientId: crypto.randomUUID(),
      lane: String(conversationId),
      conversationId,
      text,
      createdAt: new Date().toISOString(),
    });
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.#outbox.discard(clientId);
  }

  close(): void {
    this.#outbox.stop();
  }
}

export const [RepliesProvider, useReplies] = strictContext<Replies>("Replies");
