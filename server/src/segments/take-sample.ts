import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { countContacts, countEach, type Counted } from "./queries/preview.ts";
import { spreadSample } from "./spread-sample.ts";

type Work<T> = (transaction: OrganizationTransaction) => Promise<T>;
export type Run = <T>(work: Work<T>) => Promise<T>;
/** Undefined when it takes longer than so many milliseconds. */
export type Within = <T>(time: number, work: Work<T>) => Promise<T | undefined>;

export interface Sample extends Counted {
  /** How many contacts the sample stands for. */
  all: number;
}

const sampleSize = 4_000;
/** Where most ids are other organizations', contacts are looked for from so many points. */
const points = 1_000;
const countingTime = 250;

/** Counts each condition among a few thousand contacts spread over the organization's. */
export async function takeSample(
  conditions: readonly ((first: number) => CriteriaSql)[],
  extent: { low: number; high: number; counted: number },
  run: Run,
  within: Within,
): Promise<Sample> {
  const ids = spreadSample(extent, sampleSize);
  const sample = await run((transaction) => countEach(transaction, conditions, { ids }));
  if (sample.looked >= ids.length / 4) {
    // Of the ids looked for only those that the organization has were found.
    const all = Math.round((sample.looked / ids.length) * (extent.high - extent.low + 1));
    return { ...sample, all };
  }
  const near = { points: spreadSample(extent, points) };
  const [some, all] = await Promise.all([
    run((transaction) => countEach(transaction, conditions, near)),
    within(countingTime, countContacts),
  ]);
  return { ...some, all: all ?? extent.counted };
}
