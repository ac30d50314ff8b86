import { computed, signal } from "@preact/signals";
import {
  conversationDetailSchema,
  conversationSchema,
  type ConversationChange,
  type ConversationDetail,
} from "@tagalong/shared/contracts/conversation.ts";
import {
  messageRangeSchema,
  messageSchema,
  type Message,
} from "@tagalong/shared/contracts/message.ts";
import {
  createMessageCursor,
  type MessageCursor,
} from "@tagalong/shared/delivery/message-cursor.ts";
import { failureOf, type Failure } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { RecordTags } from "../tags/record-tags.ts";
import type { TagCatalogue } from "../tags/tag-catalogue.ts";
import type { Inbox } from "./inbox.ts";
import type { Replies } from "./replies.ts";

/** A conversation opens with this many of its last messages; earlier ones are read when asked for. */
const firstMessages = 60;
const typingTime = 5_000;
const tellTypingEvery = 2_500;

export type ThreadParts = {
  signedIn: SignedIn;
  catalogue: TagCatalogue;
  inbox: Inbox;
  replies: Replies;
};

/** One conversation in view: its messages in order without gaps, its state, who is typing. */
export class Thread {
  readonly #parts: ThreadParts;
  readonly #stops: (() => void)[];
  readonly #messages = signal<readonly Message[]>([]);
  /** Messages up to this sequence were left out so far. */
  readonly #start = signal(0);
  #cursor: MessageCursor | null = null;
  #reading: AbortController | null = null;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #toldTypingAt = 0;
  #closed = false;

  readonly id: number;
  readonly detail = signal<ConversationDetail | null>(null);
  readonly failure = signal<Failure | null>(null);
  readonly typing = signal<string | null>(null);
  readonly tags: RecordTags;
  readonly messages = computed(() => this.#messages.value);
  readonly hasEarlier = computed(() => this.#start.value > 0);
  /** Replies on their way; one that was heard of before its acknowledgement is a message already. */
  readonly waiting = computed(() => {
    const known = new Set(this.#messages.value.slice(-50).map((message) => message.clientId));
    return this.#parts.replies.waiting.value.filter(
      (entry) => entry.conversationId === this.id && !known.has(entry.clientId),
    );
  });

  constructor(parts: ThreadParts, id: number) {
    this.#parts = parts;
    this.id = id;
    const { signedIn, replies, catalogue } = parts;
    const { live, api } = signedIn;
    this.tags = new RecordTags(api, `/api/conversations/${id}/tags`, catalogue);
    this.#stops = [
      live.onConnect(() => void this.read().then(() => this.#cursor?.reconnected())),
      live.on("message", (hint) => {
        const message = messageSchema.safeParse(hint);
        if (!message.success || message.data.conversationId !== id) return;
        this.#cursor?.hint(message.data);
        if (message.data.author.type === "visitor") this.typing.value = null;
      }),
      live.on("heartbeat", (state) => this.#cursor?.heartbeat(state)),
      live.on("conversation", (hint) => this.#takeHint(hint)),
      live.on("erased", ({ conversations }) => {
        if (conversations.includes(id)) this.#forget();
      }),
      live.on("typing", (who) => {
        if (who.conversationId === id) this.#showTyping(who.name);
      }),
      replies.onAccepted((message, epoch) => {
        if (message.conversationId === id) this.#cursor?.hint(message, epoch);
      }),
    ];
    if (live.state.peek() !== "online") void this.read();
  }

  async read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const detail = await this.#parts.signedIn.api.call(`/api/conversations/${this.id}`, {
        answer: conversationDetailSchema,
        signal: reading.signal,
      });
      if (this.#closed) return;
      this.failure.value = null;
      this.#take(detail);
      this.#openCursor(detail.head);
    } catch (error) {
      if (!reading.signal.aborted) this.failure.value = failureOf(error);
    }
  }

  async readEarlier(): Promise<void> {
    const start = this.#start.peek();
    const after = Math.max(0, start - 2 * firstMessages);
    const range = await this.#parts.signedIn.api.call(`/api/conversations/${this.id}/messages`, {
      query: { after },
      answer: messageRangeSchema,
    });
    const earlier = range.messages.filter((message) => message.sequence <= start);
    if (this.#start.peek() !== start) return;
    this.#messages.value = [...earlier, ...this.#messages.peek()];
    this.#start.value = after;
  }

  /** Changes status, priority or assignee. */
  async change(change: ConversationChange): Promise<void> {
    const detail = await this.#parts.signedIn.api.call(`/api/conversations/${this.id}`, {
      method: "PATCH",
      body: change,
      answer: conversationDetailSchema,
    });
    this.#take(detail);
  }

  /** Tells the server how far this agent has read. */
  markRead(): void {
    const sequence = this.#messages.peek().at(-1)?.sequence ?? 0;
    if (sequence <= (this.detail.peek()?.agentReadSequence ?? sequence)) return;
    // Not worth a word: the next message or connection says it again.
    this.#parts.signedIn.live
      .call("message:read", { conversationId: this.id, sequence })
      .catch(() => undefined);
  }

  /** Says at most every few seconds that this agent is writing. */
  tellTyping(): void {
    const now = Date.now();
    if (now - this.#toldTypingAt < tellTypingEvery) return;
    this.#toldTypingAt = now;
    this.#parts.signedIn.live.tell("typing", { conversationId: this.id });
  }

  close(): void {
    this.#closed = true;
    this.#reading?.abort();
    clearTimeout(this.#typingTimer);
    this.#parts.signedIn.live.tell("conversation:unwatch", { conversationId: this.id });
    for (const stop of this.#stops) stop();
  }

  #take(detail: ConversationDetail): void {
    if (detail.revision < (this.detail.peek()?.revision ?? 0)) return;
    this.detail.value = detail;
    this.tags.take(detail.assignments);
    this.#parts.inbox.take(detail);
  }

  #openCursor(head: number): void {
    if (this.#cursor) return;
    this.#start.value = Math.max(0, head - firstMessages);
    this.#cursor = createMessageCursor({
      conversationId: this.id,
      sequence: this.#start.peek(),
      apply: (message) => (this.#messages.value = [...this.#messages.peek(), message]),
      fetchAfter: (sequence) =>
        this.#parts.signedIn.live.ask("conversation:watch", {
          conversationId: this.id,
          sequence,
        }),
      reload: () => {
        this.#messages.value = [];
        this.#start.value = 0;
        void this.read();
      },
    });
  }

  #takeHint(hint: unknown): void {
    const parsed = conversationSchema.safeParse(hint);
    const detail = this.detail.peek();
    if (!parsed.success || parsed.data.id !== this.id || !detail) return;
    if (parsed.data.revision <= detail.revision) return;
    this.detail.value = { ...detail, ...parsed.data };
    const { queue, assignee, priority, status, head } = detail;
    const same =
      queue?.id === parsed.data.queue?.id &&
      assignee?.id === parsed.data.assignee?.id &&
      priority === parsed.data.priority &&
      status === parsed.data.status;
    // A message changes nothing but what the hint says; anything else may have new reasons or tags.
    if (!same || head === parsed.data.head) void this.read();
  }

  /** The person was erased: not a word of theirs is shown any longer. */
  #forget(): void {
    this.#messages.value = [];
    this.detail.value = null;
    void this.read();
  }

  #showTyping(name: string): void {
    this.typing.value = name;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => (this.typing.value = null), typingTime);
  }
}
