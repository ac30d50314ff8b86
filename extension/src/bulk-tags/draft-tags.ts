import { computed, signal } from "@preact/signals";
import { sentenceOf } from "../api/api-error.ts";
import type { PickedTags } from "../tags/picked-tags.ts";
import type { TagCatalogue } from "../tags/tag-catalogue.ts";

/** Tags that are being chosen for many contacts; nothing happens to any record yet. */
export class DraftTags implements PickedTags {
  readonly #catalogue: TagCatalogue;
  readonly #before = signal<readonly (readonly number[])[]>([]);

  readonly ids = signal<readonly number[]>([]);
  readonly shown = computed(() =>
    this.ids.value.map((tagId) => ({ tagId, assignment: null, pending: false })),
  );
  readonly problem = signal<string | null>(null);

  constructor(catalogue: TagCatalogue) {
    this.#catalogue = catalogue;
  }

  add(tagId: number): void {
    this.#set([...this.ids.peek().filter((each) => each !== tagId), tagId]);
  }

  remove(tagId: number): void {
    this.#set(this.ids.peek().filter((each) => each !== tagId));
  }

  /** The tag is of the catalogue at once, whatever becomes of the draft. */
  async create(name: string): Promise<void> {
    this.problem.value = null;
    try {
      this.add((await this.#catalogue.create({ name })).id);
    } catch (error) {
      this.problem.value = `“${name}” was not created. ${sentenceOf(error)}`;
    }
  }

  undo(): void {
    const last = this.#before.peek().at(-1);
    if (!last) return;
    this.#before.value = this.#before.peek().slice(0, -1);
    this.ids.value = last;
  }

  #set(ids: readonly number[]): void {
    this.#before.value = [...this.#before.peek(), this.ids.peek()];
    this.ids.value = ids;
  }
}
