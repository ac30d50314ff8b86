import { signal, type Signal } from "@preact/signals";
import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { failureOf, type Failure } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { RecordTags } from "../tags/record-tags.ts";
import type { TagCatalogue } from "../tags/tag-catalogue.ts";
import type { RecordFace } from "./record-face.ts";

/** One lead or deal as shown: read on every connection and whenever a hint says that it changed. */
export class RecordStore<Item extends CrmRecord> {
  readonly #signedIn: SignedIn;
  readonly #face: Pick<RecordFace<Item>, "api" | "detail">;
  readonly #stops: (() => void)[];
  #reading: AbortController | null = null;

  readonly id: number;
  readonly record: Signal<Item | null> = signal(null);
  readonly failure: Signal<Failure | null> = signal(null);
  readonly tags: RecordTags;

  constructor(
    signedIn: SignedIn,
    catalogue: TagCatalogue,
    face: Pick<RecordFace<Item>, "api" | "detail" | "noun">,
    id: number,
  ) {
    this.#signedIn = signedIn;
    this.#face = face;
    this.id = id;
    this.tags = new RecordTags(signedIn.api, `${face.api}/${id}/tags`, catalogue);
    this.#stops = [
      signedIn.live.onConnect(() => void this.read()),
      signedIn.live.on("record", (changed) => {
        if (changed.type === face.noun && changed.id === id) void this.read();
      }),
    ];
    if (signedIn.live.state.peek() !== "online") void this.read();
  }

  async read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const { api, detail } = this.#face;
      const found = await this.#signedIn.api.call(`${api}/${this.id}`, {
        answer: detail,
        signal: reading.signal,
      });
      if (reading.signal.aborted) return;
      this.record.value = found;
      this.failure.value = null;
      this.tags.take(found.assignments);
    } catch (error) {
      if (reading.signal.aborted) return;
      const failure = failureOf(error);
      if (failure.missing) this.record.value = null;
      this.failure.value = failure;
    }
  }

  close(): void {
    this.#reading?.abort();
    for (const stop of this.#stops) stop();
  }
}
