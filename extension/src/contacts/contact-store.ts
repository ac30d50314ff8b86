import { signal, type Signal } from "@preact/signals";
import { contactDetailSchema, type ContactDetail } from "@tagalong/shared/contracts/contact.ts";
import { failureOf, type Failure } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { RecordTags } from "../tags/record-tags.ts";
import type { TagCatalogue } from "../tags/tag-catalogue.ts";
import { ContactEdits } from "./contact-edits.ts";

/** One contact as shown: read on every connection and whenever a hint says that it changed. */
export class ContactStore {
  readonly #signedIn: SignedIn;
  readonly #conversationId: number | undefined;
  readonly #stops: (() => void)[];
  #reading: AbortController | null = null;

  readonly id: number;
  readonly contact: Signal<ContactDetail | null> = signal(null);
  readonly failure: Signal<Failure | null> = signal(null);
  readonly tags: RecordTags;
  readonly edits: ContactEdits;

  /** With a conversation in view its context groups count among the segments (S7). */
  constructor(signedIn: SignedIn, catalogue: TagCatalogue, id: number, conversationId?: number) {
    this.#signedIn = signedIn;
    this.#conversationId = conversationId;
    this.id = id;
    this.tags = new RecordTags(signedIn.api, `/api/crm/contacts/${id}/tags`, catalogue);
    this.edits = new ContactEdits(signedIn.api, this.contact);
    this.#stops = [
      signedIn.live.onConnect(() => void this.read()),
      signedIn.live.on("contact", (changed) => {
        if (changed.id === id) void this.read();
      }),
      signedIn.live.on("contacts", ({ from, to }) => {
        if (id >= from && id <= to) void this.read();
      }),
    ];
    if (signedIn.live.state.peek() !== "online") void this.read();
  }

  async read(): Promise<void> {
    if (!this.#signedIn.can("view contacts")) return;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const contact = await this.#signedIn.api.call(`/api/crm/contacts/${this.id}`, {
        query: { conversation: this.#conversationId },
        answer: contactDetailSchema,
        signal: reading.signal,
      });
      if (reading.signal.aborted) return;
      this.contact.value = contact;
      this.failure.value = null;
      this.tags.take(contact.assignments);
    } catch (error) {
      if (reading.signal.aborted) return;
      this.failure.value = failureOf(error);
      // Merged or erased: nothing of it is shown any longer.
      if (this.failure.value.missing) this.contact.value = null;
    }
  }

  close(): void {
    this.#reading?.abort();
    for (const stop of this.#stops) stop();
  }
}
