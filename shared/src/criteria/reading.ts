import type { CriteriaContext } from "./context.ts";
import type { Facts } from "./facts.ts";
import type { Reading } from "./field.ts";
import { liveSegmentsOf } from "./live-segments.ts";

/** Begins an evaluation; a live segment is asked once however many conditions name it. */
export function startReading(facts: Facts, now: Date, context: CriteriaContext): Reading {
  return new FactsReading(facts, now.getTime(), context);
}

class FactsReading implements Reading {
  readonly facts: Facts;
  readonly now: number;
  readonly context: CriteriaContext;
  /** The same facts as live segments see them: in their own context, of subject "contact". */
  #alone: FactsReading | undefined;
  #answers: Map<number, boolean> | undefined;

  constructor(facts: Facts, now: number, context: CriteriaContext) {
    this.facts = facts;
    this.now = now;
    this.context = context;
  }

  live(segment: number): boolean {
    this.#answers ??= new Map();
    let answer = this.#answers.get(segment);
    if (answer === undefined) {
      const segments = liveSegmentsOf(this.context);
      if (!this.#alone) {
        this.#alone = new FactsReading(this.facts, this.now, segments.context);
        this.#alone.#alone = this.#alone;
        this.#alone.#answers = this.#answers;
      }
      answer = segments.test(segment)(this.#alone);
      this.#answers.set(segment, answer);
    }
    return answer;
  }
}
