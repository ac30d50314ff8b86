import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import {
  contactSchema,
  type Contact,
  type ContactDetail,
} from "@tagalong/shared/contracts/contact.ts";
import type { ApiClient } from "../api/api-client.ts";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { bodyOf, valueOf, type ContactField, type FieldValue } from "./contact-field.ts";

/** Why a field is not what was wanted. */
export type EditProblem = {
  wanted: FieldValue;
  message: string;
  /** conflict: somebody else wrote it. refused: it cannot be that. failed: try again. */
  kind: "conflict" | "refused" | "failed";
};

type Done = { field: ContactField; before: FieldValue; after: FieldValue };

/**
 * A contact's fields as they are meant to be: the server's, with this agent's changes on top until
 * the server has answered. What is refused disappears again and says why; what somebody else wrote
 * meanwhile is never overwritten unseen.
 */
export class ContactEdits {
  readonly #api: ApiClient;
  readonly #contact: Signal<ContactDetail | null>;
  readonly #meant = signal<ReadonlyMap<string, FieldValue>>(new Map());
  readonly #problems = signal<ReadonlyMap<string, EditProblem>>(new Map());
  readonly #done = signal<readonly Done[]>([]);
  #queue: Promise<unknown> = Promise.resolve();

  /** What the line under the fields says last. */
  readonly news = signal<string | null>(null);
  /** The last change that can be taken back; it stays until another one is made. */
  readonly undoable: ReadonlySignal<Done | null> = computed(() => this.#done.value.at(-1) ?? null);

  constructor(api: ApiClient, contact: Signal<ContactDetail | null>) {
    this.#api = api;
    this.#contact = contact;
  }

  shown(path: string): FieldValue {
    const meant = this.#meant.value;
    if (meant.has(path)) return meant.get(path) ?? null;
    return this.#stored(path);
  }

  isSaving(path: string): boolean {
    return this.#meant.value.has(path);
  }

  problem(path: string): EditProblem | null {
    return this.#problems.value.get(path) ?? null;
  }

  forget(path: string): void {
    this.#problems.value = without(this.#problems.peek(), path);
  }

  /** `seen` is what stood there when the editing began. */
  async save(field: ContactField, seen: FieldValue, wanted: FieldValue): Promise<void> {
    const done = { field, before: seen, after: wanted };
    this.forget(field.path);
    if (await this.#write(done)) this.#done.value = [...this.#done.peek(), done];
  }

  async undo(): Promise<void> {
    const last = this.#done.peek().at(-1);
    if (!last) return;
    this.#done.value = this.#done.peek().slice(0, -1);
    const { field, before, after } = last;
    if (!(await this.#write({ field, before: after, after: before }))) {
      this.#done.value = [...this.#done.peek(), last];
    }
  }

  /** Shows the change at once; sends changes one after another, each on top of the one before. */
  async #write(change: Done): Promise<boolean> {
    const { path } = change.field;
    const { after } = change;
    this.#meant.value = new Map([...this.#meant.peek(), [path, after]]);
    const sent = this.#queue.then(() => this.#send(change));
    this.#queue = sent;
    const stored = await sent;
    if (this.#meant.peek().get(path) === after)
      this.#meant.value = without(this.#meant.peek(), path);
    return stored;
  }

  async #send({ field, before, after }: Done): Promise<boolean> {
    const { path, label } = field;
    const fail = (kind: EditProblem["kind"], message: string) => {
      this.#problems.value = new Map([
        ...this.#problems.peek(),
        [path, { kind, message, wanted: after }],
      ]);
      return false;
    };
    for (let base: Contact | null = this.#contact.peek(); base;) {
      if (valueOf(base, path) !== before) return fail("conflict", "Somebody changed it meanwhile.");
      try {
        const { id, revision } = base;
        const answer = await this.#api.call(`/api/crm/contacts/${id}`, {
          method: "PATCH",
          body: { ...bodyOf(path, after), revision },
          answer: contactSchema,
        });
        this.#take(answer);
        this.news.value = after === null ? `${label} removed.` : `${label} saved.`;
        return true;
      } catch (error) {
        const fresh = currentOf(error);
        if (fresh) {
          // Another field, a tag, a visit: no matter, unless it is this very field.
          this.#take(fresh);
          base = fresh;
          continue;
        }
        const isRefused = error instanceof ApiError && error.code !== "unavailable";
        return fail(isRefused ? "refused" : "failed", sentenceOf(error));
      }
    }
    return false;
  }

  #take(contact: Contact): void {
    const held = this.#contact.peek();
    if (held && held.revision <= contact.revision) this.#contact.value = { ...held, ...contact };
  }

  #stored(path: string): FieldValue {
    const contact = this.#contact.value;
    return contact ? valueOf(contact, path) : null;
  }
}

/** The contact that came with a refusal because the change was made to an older one. */
function currentOf(error: unknown): Contact | null {
  if (!(error instanceof ApiError) || error.current === undefined) return null;
  const parsed = contactSchema.safeParse(error.current);
  return parsed.success ? parsed.data : null;
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([each]) => each !== key));
}
