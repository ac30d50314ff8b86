import { batch, computed, signal } from "@preact/signals";
import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import {
  contactCountSchema,
  contactRowSchema,
  type ContactListRow,
} from "@tagalong/shared/contracts/contact-list.ts";
import { contactDetailSchema } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { failureOf, sentenceOf } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { filterQuery, type ContactView } from "./contact-view.ts";

const pageSchema = pageOf(contactRowSchema);

const pageSize = 100;
const mostPageSize = 200;
/** More than these are read as a page. */
const fewRows = 5;
/** Hints come in bursts: rows in view are read again once for all of them. */
const rowPause = 120;
const countPause = 1_500;
/** Counting a million takes its time, so it is done the more seldom the longer it takes. */
const countShare = 5;
const longestCountPause = 10_000;

/**
 * The rows of one filter and order, page by page. A hint mends its row where it stands, so that
 * nothing moves under the pointer; what came or went since is counted, and shown when asked for.
 */
export class ContactRows {
  readonly #signedIn: SignedIn;
  readonly #query: Record<string, string | number | readonly number[] | undefined>;
  readonly #filter: ContactFilter;
  readonly #cursor = signal<string | null>(null);
  readonly #stale = new Set<number>();
  readonly #stops: (() => void)[];
  readonly #closed = new AbortController();
  #visible: readonly number[] = [];
  #reading: AbortController | null = null;
  #rowTimer: ReturnType<typeof setTimeout> | undefined;
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  #countTook = 0;
  #attended = false;

  readonly rows = signal<readonly ContactListRow[]>([]);
  readonly loaded = signal(false);
  readonly failure = signal<string | null>(null);
  readonly hasMore = computed(() => this.#cursor.value !== null);
  /** How many match in all; null until it is known, which may be after the rows. */
  readonly count = signal<number | null>(null);
  /** Others came or went since the rows were read. */
  readonly changed = signal(false);
  /** Asks whether the list may be read anew by itself: nobody is looking closely. */
  mayRefresh: () => boolean = () => false;
  /** Where the list was scrolled to, for when its page is come back to. */
  scrollTop = 0;

  constructor(signedIn: SignedIn, { filter, sort, direction }: ContactView) {
    this.#signedIn = signedIn;
    this.#filter = filter;
    this.#query = { ...filterQuery(filter), sort, direction };
    const { live } = signedIn;
    const connectedAlready = live.state.peek() === "online";
    let first = connectedAlready;
    this.#stops = [
      live.on("contact", (hint) => this.#hear(hint)),
      live.on("contacts", ({ from, to }) => this.#hearAll(({ id }) => id >= from && id <= to)),
      live.on("erased", ({ contactId }) => {
        this.#put(contactId, null);
        this.#countSoon();
      }),
      live.onConnect(() => {
        // After a gap in the connection anything may have changed.
        if (!first) this.#hearAll(() => true);
        first = false;
      }),
    ];
    void this.refresh();
  }

  /** Reads the list from its beginning, and counts. */
  async refresh(): Promise<void> {
    this.#count(true);
    await this.#read(null);
  }

  async more(): Promise<void> {
    const cursor = this.#cursor.peek();
    if (cursor && !this.#reading) await this.#read(cursor);
  }

  /** Which rows are in view: of those that changed they alone are read at once. */
  show(ids: readonly number[]): void {
    this.#visible = ids;
    if (this.#stale.size > 0) this.#mendSoon();
  }

  /** As long as somebody looks at the list it is kept counted. Returns how to stop. */
  attend(): () => void {
    this.#attended = true;
    return () => {
      this.#attended = false;
      this.#visible = [];
    };
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#rowTimer);
    clearTimeout(this.#countTimer);
    this.#reading?.abort();
    this.#closed.abort();
  }

  async #read(cursor: string | null): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const page = await this.#signedIn.api.call("/api/crm/contacts", {
        query: { ...this.#query, limit: pageSize, cursor: cursor ?? undefined },
        answer: pageSchema,
        signal: reading.signal,
      });
      batch(() => {
        this.rows.value = cursor ? joined(this.rows.peek(), page.items) : page.items;
        this.#cursor.value = page.nextCursor;
        this.loaded.value = true;
        this.failure.value = null;
        if (!cursor) this.changed.value = false;
      });
      if (!cursor) this.#stale.clear();
    } catch (error) {
      if (!reading.signal.aborted) this.failure.value = sentenceOf(error);
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  #hear({ id, revision }: { id: number; revision: number }): void {
    const held = this.rows.peek().find((row) => row.id === id);
    if (held && held.revision >= revision) return;
    if (held) {
      this.#stale.add(id);
      this.#mendSoon();
    }
    this.#countSoon();
  }

  #hearAll(changed: (row: ContactListRow) => boolean): void {
    for (const row of this.rows.peek()) if (changed(row)) this.#stale.add(row.id);
    this.#mendSoon();
    this.#countSoon();
  }

  #mendSoon(): void {
    clearTimeout(this.#rowTimer);
    this.#rowTimer = setTimeout(() => void this.#mend(), rowPause);
  }

  async #mend(): Promise<void> {
    const ids = this.#visible.filter((id) => this.#stale.has(id));
    if (ids.length > fewRows) await this.#mendFromTop();
    const rest = ids.filter((id) => this.#stale.delete(id));
    await Promise.all(rest.map((id) => this.#mendRow(id)));
  }

  /** Many rows in one read: those that still stand near the top, each where it is. */
  async #mendFromTop(): Promise<void> {
    try {
      const { items } = await this.#signedIn.api.call("/api/crm/contacts", {
        query: { ...this.#query, limit: mostPageSize },
        answer: pageSchema,
        signal: this.#closed.signal,
      });
      const read = new Map(items.map((row) => [row.id, row]));
      for (const id of read.keys()) this.#stale.delete(id);
      this.rows.value = this.rows.peek().map((row) => {
        const now = read.get(row.id);
        return now && now.revision >= row.revision ? now : row;
      });
    } catch {
      // They are read one by one then.
    }
  }

  async #mendRow(id: number): Promise<void> {
    try {
      const contact = await this.#signedIn.api.call(`/api/crm/contacts/${id}`, {
        answer: contactDetailSchema,
        signal: this.#closed.signal,
      });
      const { assignments, segments: _, ...row } = contact;
      const active = assignments.filter((each) => !each.historical);
      // Merged meanwhile: what answers is the other contact, which has a row of its own.
      this.#put(id, row.id !== id ? null : { ...row, tagIds: active.map(({ tagId }) => tagId) });
    } catch (error) {
      // Erased: there is no such row any more.
      if (failureOf(error).missing) this.#put(id, null);
    }
  }

  #put(id: number, row: ContactListRow | null): void {
    this.rows.value = this.rows
      .peek()
      .flatMap((each) => (each.id !== id ? [each] : row ? [row] : []));
  }

  #countSoon(): void {
    const pause = Math.min(Math.max(countPause, countShare * this.#countTook), longestCountPause);
    this.#countTimer ??= setTimeout(() => {
      this.#countTimer = undefined;
      if (this.#attended && !document.hidden) this.#count(false);
      else this.#countSoon();
    }, pause);
  }

  #count(anew: boolean): void {
    const before = this.count.peek();
    const began = Date.now();
    this.#signedIn.api
      .call("/api/crm/contacts/count", {
        query: filterQuery(this.#filter),
        answer: contactCountSchema,
        signal: this.#closed.signal,
      })
      .then(
        ({ count }) => {
          this.#countTook = Date.now() - began;
          this.count.value = count;
          if (anew || before === null || before === count) return;
          if (this.mayRefresh()) void this.#read(null);
          else this.changed.value = true;
        },
        // The list is of use without its length.
        () => undefined,
      );
  }
}

/** A row that moved between two pages stands once. */
function joined(
  before: readonly ContactListRow[],
  next: readonly ContactListRow[],
): ContactListRow[] {
  const held = new Set(before.map((row) => row.id));
  return [...before, ...next.filter((row) => !held.has(row.id))];
}
