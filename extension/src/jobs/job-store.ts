import { computed, signal } from "@preact/signals";
import { isUnderWay, jobSchema, type Job } from "@tagalong/shared/contracts/job.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { sentenceOf } from "../api/api-error.ts";
import type { SignedIn } from "../session/signed-in.ts";
import { strictContext } from "../ui/strict-context.ts";

/** Work in the background: this agent's own and, for admins, what others have under way. */
export class JobStore {
  readonly #signedIn: SignedIn;
  readonly #jobs = signal<ReadonlyMap<number, Job>>(new Map());
  readonly #waiting = new Map<number, ((job: Job) => void)[]>();

  /** Why the last thing that was asked of a job was not done. */
  readonly problem = signal<string | null>(null);
  /** Jobs that this window has started since it was opened. */
  readonly started = signal(0);

  readonly own = computed(() => this.#newest((job) => this.#isOwn(job) && !job.dismissed));
  readonly others = computed(() => this.#newest((job) => !this.#isOwn(job) && isUnderWay(job)));

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    signedIn.live.onConnect(() => void this.read());
    signedIn.live.on("job:changed", (job) => {
      const parsed = jobSchema.safeParse(job);
      if (parsed.success) this.#take(parsed.data);
    });
  }

  /** The newest ones; what happened while there was no connection is among them. */
  async read(): Promise<void> {
    const answer = pageOf(jobSchema);
    const page = await this.#signedIn.api
      .call("/api/jobs", { query: { limit: 50 }, answer })
      .catch(() => null);
    for (const job of page?.items ?? []) this.#take(job);
  }

  /** A job that this window has started: shown before its first hint. */
  begin(job: Job): void {
    this.#take(job);
    this.started.value = job.id;
  }

  /** Resolves when it has ended, in whatever way. */
  ended(id: number): Promise<Job> {
    const job = this.#jobs.peek().get(id);
    if (job && !isUnderWay(job)) return Promise.resolve(job);
    return new Promise((resolve) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
    });
  }

  cancel(job: Job): Promise<void> {
    return this.#ask(job, "cancel");
  }

  dismiss(job: Job): Promise<void> {
    return this.#ask(job, "dismiss");
  }

  undo(job: Job): Promise<void> {
    return this.#ask(job, "undo");
  }

  async #ask(job: Job, what: "cancel" | "dismiss" | "undo"): Promise<void> {
    this.problem.value = null;
    try {
      const path = `/api/jobs/${job.id}/${what}`;
      this.#take(await this.#signedIn.api.call(path, { method: "POST", answer: jobSchema }));
      if (what === "undo") await this.read();
    } catch (error) {
      this.problem.value = sentenceOf(error);
    }
  }

  #isOwn({ createdBy: { type, id } }: Job): boolean {
    return type === "agent" && id === this.#signedIn.me.agent.id;
  }

  #newest(wanted: (job: Job) => boolean): Job[] {
    return [...this.#jobs.value.values()].filter(wanted).sort((a, b) => b.id - a.id);
  }

  #take(job: Job): void {
    const held = this.#jobs.peek().get(job.id);
    if (held && held.revision > job.revision) return;
    this.#jobs.value = new Map([...this.#jobs.peek(), [job.id, job]]);
    if (isUnderWay(job)) return;
    for (const resolve of this.#waiting.get(job.id) ?? []) resolve(job);
    this.#waiting.delete(job.id);
  }
}

export const [JobsProvider, useJobs] = strictContext<JobStore>("Jobs");
