import { computed, signal } from "@preact/signals";
import { jobSchema, type Job } from "@tagalong/shared/contracts/job.ts";
import {
  mergedTagsSchema,
  tagNamingPlanSchema,
  tagSchema,
  type MergedTags,
  type NewTag,
  type Tag,
  type TagChange,
  type TagNaming,
  type TagNamingPlan,
} from "@tagalong/shared/contracts/tag.ts";
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
  follow(live: LiveConnection, may: () => boolean): void {
    live.onConnect(() => {
      if (may()) void this.load().catch(() => {});
    });
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

  /** The tag that an id stands for by now: a merged one's is the one it was merged into (T10). */
  resolve(id: number): Tag | undefined {
    let tag = this.get(id);
    // Hints come one by one: two of them may point at each other for a moment.
    const passed = new Set<number>();
    while (tag?.mergedInto != null && !passed.has(tag.id)) {
      passed.add(tag.id);
      tag = this.get(tag.mergedInto) ?? tag;
    }
    return tag;
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

  async edit(id: number, change: TagChange): Promise<void> {
    const path = `/api/crm/tags/${id}`;
    this.#take([await this.#api.call(path, { method: "PATCH", body: change, answer: tagSchema })]);
  }

  async delete(ids: readonly number[]): Promise<void> {
    const path = "/api/crm/tags/delete";
    const body = { tagIds: ids };
    this.#take(await this.#api.call(path, { method: "POST", body, answer: z.array(tagSchema) }));
  }

  async restore(id: number, name?: string): Promise<void> {
    const path = `/api/crm/tags/${id}/restore`;
    this.#take([await this.#api.call(path, { method: "POST", body: { name }, answer: tagSchema })]);
  }

  async restoreSeveral(ids: readonly number[]): Promise<void> {
    const path = "/api/crm/tags/restore";
    const body = { tagIds: ids };
    this.#take(await this.#api.call(path, { method: "POST", body, answer: z.array(tagSchema) }));
  }

  /** What was merged, or the job that does it where many records carry them. */
  async merge(into: number, ids: readonly number[]): Promise<MergedTags | Job> {
    const answer = await this.#api.call(`/api/crm/tags/${into}/merge`, {
      method: "POST",
      body: { tagIds: ids },
      answer: z.union([mergedTagsSchema, jobSchema]),
    });
    if ("merged" in answer) this.#take([answer.tag, ...answer.merged]);
    return answer;
  }

  async setNaming(naming: TagNaming): Promise<TagNamingPlan> {
    const left = await this.#api.call("/api/crm/tags/naming", {
      method: "PUT",
      body: naming,
      answer: tagNamingPlanSchema,
    });
    await this.load();
    return left;
  }

  #take(tags: readonly Tag[]): void {
    this.#tags.value = new Map([
      ...this.#tags.peek(),
      ...tags.map((tag) => [tag.id, tag] as const),
    ]);
  }
}

export const [CatalogueProvider, useCatalogue] = strictContext<TagCatalogue>("TagCatalogue");
