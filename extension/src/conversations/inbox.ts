import { batch, computed, signal } from "@preact/signals";
import { conversationSchema, type Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { sentenceOf } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { strictContext } from "../ui/strict-context.ts";
import { everythingOpen, filterQuery, passes, type InboxFilter } from "./inbox-filter.ts";
import { byAttention } from "./inbox-order.ts";
import { justBegan } from "./just-began.ts";

const pageSchema = pageOf(conversationSchema);
const pageSize = 50;
/** After a reconnection at most this much of a long list is read again at once. */
const mostRead = 300;

/** The inbox: pages read from the server, kept current by hints that carry whole conversations. */
export class Inbox {
  readonly #signedIn: SignedIn;
  readonly #held = signal<ReadonlyMap<number, Conversation>>(new Map());
  readonly #cursor = signal<string | null>(null);
  #reading: AbortController | null = null;

  readonly filter = signal<InboxFilter>(everythingOpen);
  readonly loaded = signal(false);
  readonly failure = signal<string | null>(null);
  readonly hasMore = computed(() => this.#cursor.value !== null);
  /** The newest conversation that arrived live, to be announced. */
  readonly arrived = signal<Conversation | null>(null);

  readonly list = computed(() =>
    [...this.#held.value.values()]
      .filter((each) => passes(each, this.filter.value, this.#signedIn.me.agent.id))
      .sort(byAttention),
  );

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    signedIn.live.onConnect(() => void this.read());
    signedIn.live.on("conversation", (hint) => {
      const parsed = conversationSchema.safeParse(hint);
      if (parsed.success) this.take(parsed.data);
    });
    signedIn.live.on("erased", ({ conversations }) => {
      const gone = new Set(conversations);
      this.#held.value = new Map([...this.#held.peek()].filter(([id]) => !gone.has(id)));
    });
  }

  get(id: number): Conversation | undefined {
    return this.#held.value.get(id);
  }

  /** A conversation as it is now; an older revision than the one held is dropped. */
  take(conversation: Conversation): void {
    const held = this.#held.peek().get(conversation.id);
    if (held && held.revision >= conversation.revision) return;
    batch(() => {
      this.#held.value = new Map([...this.#held.peek(), [conversation.id, conversation]]);
      if (!held && this.loaded.peek() && justBegan(conversation, Date.now()))
        this.arrived.value = conversation;
    });
  }

  setFilter(change: Partial<InboxFilter>): void {
    this.filter.value = { ...this.filter.peek(), ...change };
    this.loaded.value = false;
    void this.read();
  }

  /** Reads the list from its beginning, as far as it was read before. */
  async read(): Promise<void> {
    if (!this.#signedIn.can("view conversations")) {
      this.#held.value = new Map();
      return;
    }
    const shown = this.list.peek().length;
    await this.#readFrom(null, Math.min(mostRead, Math.max(pageSize, shown)));
  }

  async readMore(): Promise<void> {
    const cursor = this.#cursor.peek();
    if (cursor && !this.#reading) await this.#readFrom(cursor, pageSize);
  }

  async #readFrom(from: string | null, count: number): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const before = this.#held.peek();
    try {
      let cursor = from;
      const read: Conversation[] = [];
      do {
        const page = await this.#signedIn.api.call("/api/conversations", {
          query: {
            ...filterQuery(this.filter.peek()),
            limit: pageSize,
            cursor: cursor ?? undefined,
          },
          answer: pageSchema,
          signal: reading.signal,
        });
        read.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && read.length < count);
      batch(() => {
        this.#hold(read, before, from === null);
        this.#cursor.value = cursor;
        this.loaded.value = true;
        this.failure.value = null;
      });
    } catch (error) {
      if (!reading.signal.aborted) this.failure.value = sentenceOf(error);
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  /** What was read, and whatever hints brought meanwhile; a list read anew forgets what it lacks. */
  #hold(read: readonly Conversation[], before: ReadonlyMap<number, Conversation>, anew: boolean) {
    const now = this.#held.peek();
    const next = new Map<number, Conversation>();
    for (const [id, each] of now) {
      if (!anew || before.get(id) !== each) next.set(id, each);
    }
    for (const each of read) {
      const held = now.get(each.id);
      next.set(each.id, held && held.revision > each.revision ? held : each);
    }
    this.#held.value = next;
  }
}

export const [InboxProvider, useInbox] = strictContext<Inbox>("Inbox");
