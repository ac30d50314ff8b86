import type { Facts } from "@tagalong/shared/criteria/facts.ts";

export interface QueueRule {
  id: number;
  name: string;
  teamId: number | null;
  matches: (facts: Facts, now: Date) => boolean;
  /** The conditions that hold, in plain words. */
  why: (facts: Facts, now: Date) => string[];
}

/** The first queue in order whose criteria match (R2); null leaves it to the fallback. */
export function chooseQueue(
  queues: readonly QueueRule[],
  facts: Facts,
  now: Date,
): QueueRule | null {
  return queues.find((queue) => queue.matches(facts, now)) ?? null;
}
