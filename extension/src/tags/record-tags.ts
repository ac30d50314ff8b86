import { computed, signal } from "@preact/signals";
import { assignmentsSchema, type Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { ApiClient } from "../api/api-client.ts";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import type { TagCatalogue } from "./tag-catalogue.ts";

export type ShownTag = {
  tagId: number;
  assignment: Assignment | null;
  /** On its way to the server. */
  pending: boolean;
};

type Change = { kind: "add" | "remove"; tagId: number; name: string };

/** What the line under the tags says last, and whether it can be taken back. */
export type RecordTagsNews = { text: string; failed: boolean };

/**
 * One record's tags as they are meant to be: the server's, with this agent's changes on top until
 * the server has answered. A refused change disappears again and says so (T8).
 */
export class RecordTags {
  readonly #api: ApiClient;
  readonly #path: string;
  readonly #catalogue: TagCatalogue;
  readonly #assignments = signal<readonly Assignment[]>([]);
  readonly #meant = signal<ReadonlyMap<number, Change>>(new Map());
  readonly #done = signal<readonly Change[]>([]);
  #queue: Promise<void> = Promise.resolve();

  readonly news = signal<RecordTagsNews | null>(null);
  /** Names of tags that are being created. */
  readonly creating = signal<readonly string[]>([]);
  /** The last change that can be taken back; it stays until another one is made. */
  readonly undoable = computed(() => this.#done.value.at(-1) ?? null);

  /** As the catalogue is by now: tags deleted, restored or merged since they were read (T4, T5). */
  readonly #assigned = computed<Assignment[]>(() => {
    const found = new Map<number, Assignment>();
    for (const each of this.#assignments.value) {
      const tag = this.#catalogue.resolve(each.tagId);
      const now = tag ? { ...each, tagId: tag.id, historical: tag.deletedAt !== null } : each;
      if (!found.has(now.tagId)) found.set(now.tagId, now);
    }
    return [...found.values()];
  });

  readonly shown = computed<ShownTag[]>(() => {
    const meant = this.#meant.value;
    const kept = this.#assigned.value
      .filter((each) => !each.historical && meant.get(each.tagId)?.kind !== "remove")
      .map((assignment) => ({ tagId: assignment.tagId, assignment, pending: false }));
    const held = new Set(kept.map((each) => each.tagId));
    const added = [...meant.values()]
      .filter((change) => change.kind === "add" && !held.has(change.tagId))
      .map(({ tagId }) => ({ tagId, assignment: null, pending: true }));
    return [...kept, ...added];
  });
  readonly historical = computed(() => this.#assigned.value.filter((each) => each.historical));

  /** `path` ends in `/tags`: the attach call's, of a contact or a conversation. */
  constructor(api: ApiClient, path: string, catalogue: TagCatalogue) {
    this.#api = api;
    this.#path = path;
    this.#catalogue = catalogue;
  }

  /** What the server says now. Changes on their way stay on top. */
  take(assignments: readonly Assignment[]): void {
    this.#assignments.value = assignments;
  }

  add(tagId: number): Promise<void> {
    return this.#change({ kind: "add", tagId, name: this.#name(tagId) });
  }

  remove(tagId: number): Promise<void> {
    return this.#change({ kind: "remove", tagId, name: this.#name(tagId) });
  }

  /** Creates a tag and adds it; one that someone else created meanwhile is simply added. */
  async create(name: string): Promise<void> {
    this.creating.value = [...this.creating.peek(), name];
    try {
      const tag = await this.#catalogue.create({ name }).catch(async (error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== "name_taken") throw error;
        await this.#catalogue.load();
        const twin = this.#catalogue.active.peek().find((each) => each.name === name);
        if (!twin) throw error;
        return twin;
      });
      await this.add(tag.id);
    } catch (error) {
      this.news.value = { text: `“${name}” was not created. ${sentenceOf(error)}`, failed: true };
    } finally {
      this.creating.value = this.creating.peek().filter((each) => each !== name);
    }
  }

  async undo(): Promise<void> {
    const change = this.#done.peek().at(-1);
    if (!change) return;
    this.#done.value = this.#done.peek().slice(0, -1);
    const kind = change.kind === "add" ? "remove" : "add";
    await this.#change({ ...change, kind }, { undoing: change });
  }

  /** Shows the change at once; sends changes one after another, so that their order holds. */
  async #change(change: Change, { undoing }: { undoing?: Change } = {}): Promise<void> {
    this.#meant.value = new Map([...this.#meant.peek(), [change.tagId, change]]);
    this.#queue = this.#queue.then(() => this.#send(change, undoing));
    await this.#queue;
  }

  async #send(change: Change, undoing: Change | undefined): Promise<void> {
    const { kind, tagId, name } = change;
    try {
      const answer =
        kind === "add"
          ? await this.#api.call(this.#path, {
              method: "POST",
              body: { tag_id: tagId },
              answer: assignmentsSchema,
            })
          : await this.#api.call(`${this.#path}/${tagId}`, {
              method: "DELETE",
              answer: assignmentsSchema,
            });
      this.take(answer.assignments);
      this.news.value = {
        text: kind === "add" ? "Tag added" : `Removed "${name}"`,
        failed: false,
      };
      if (!undoing && answer.changed) this.#done.value = [...this.#done.peek(), change];
    } catch (error) {
      const what = kind === "add" ? "was not added" : "is still there";
      this.news.value = { text: `“${name}” ${what}. ${sentenceOf(error)}`, failed: true };
      if (undoing) this.#done.value = [...this.#done.peek(), undoing];
    } finally {
      const meant = new Map(this.#meant.peek());
      if (meant.get(tagId) === change) meant.delete(tagId);
      this.#meant.value = meant;
    }
  }

  #name(tagId: number): string {
    return this.#catalogue.get(tagId)?.name ?? "Tag";
  }
}
