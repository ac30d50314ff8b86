import { computed, signal } from "@preact/signals";
import { tagSchema, type NewTag, type Tag } from "@tagalong/shared/contracts/tag.ts";
import { z } from "zod";
import type { ApiClient } from "../api/api-client.ts";
import type { LiveConnection } from "../live/live-connection.ts";
import { strictContext } from "../ui/strict-context.ts";

/** Every tag of the organization, deleted ones too, kept current by hints (T4). */
export class TagCatalogue {
  readonly #api: ApiClient;
  readonly #tags = signal<ReadonlyMap<number, Tag>>(new Map());

  readonly loaded = signal(false);
  readonly active = computed(() =>
    [...this.#tags.value.values()]
      .filter((tag) => tag.deletedAt === null)
      .sort((a, b) => a.name.localeCompare(b.name)),
  );

  constructor(api: ApiClient) {
    this.#api = api;
  }

  /** Reads the catalogue on every connection and follows its changes. */
  follow(live: LiveConnection): void {
    live.onConnect(() => void this.load().catch(() => {}));
    live.on("tag", (tag) => {
      const parsed = tagSchema.safeParse(tag);
      if (parsed.success) this.#take([parsed.data]);
    });
  }

  async load(): Promise<void> {
    const tags = await this.#api.call("/api/crm/tags", {
      query: { status: "all" },
      answer: z.array(tagSchema),
    });
    this.#take(tags);
    this.loaded.value = true;
  }

  get(id: number): Tag | undefined {
    return this.#tags.value.get(id);
  }

  /** Every tag, deleted ones too, by name. */
  all(): Tag[] {
    return [...this.#tags.value.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  async create(tag: NewTag): Promise<Tag> {
    const created = await this.#api.call("/api/crm/tags", {
      method: "POST",
      body: tag,
      answer: tagSchema,
    });
    this.#take([created]);
    return created;
  }

  #take(tags: readonly Tag[]): void {
    this.#tags.value = new Map([
      ...this.#tags.peek(),
      ...tags.map((tag) => [tag.id, tag] as const),
    ]);
  }
}

export const [CatalogueProvider, useCatalogue] = strictContext<TagCatalogue>("TagCatalogue");
