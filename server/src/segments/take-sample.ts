import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import {
  countContacts,
  countEach,
  limitTime,
  type Among,
  type Counted,
  type Extent,
} from "./queries/preview.ts";
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
/** A few thousand rows take a moment; longer means that something is wrong. */
const patience = 5_000;

/** Counts each condition among a few thousand contacts spread over the organization's. */
export async function takeSample(
  conditions: readonly ((first: number) => CriteriaSql)[],
  extent: Extent,
  run: Run,
  within: Within,
): Promise<Sample> {
  const ids = spreadSample(extent, sampleSize);
  const look = (among: Among) =>
    run(async (transaction) => {
      await limitTime(transaction, patience);
      return await countEach(transaction, conditions, among);
    });
  const sample = await look({ ids });
  if (sample.looked >= ids.length / 4) {
    // Of the ids looked for only those that the organization has were found.
    const all = Math.round((sample.looked / ids.length) * (extent.high - extent.low + 1));
    return { ...sample, all };
  }
  const [some, all] = await Promise.all([
    look({ points: spreadSample(extent, points) }),
    within(countingTime, countContacts),
  ]);
  return { ...some, all: all ?? Math.max(some.looked, extent.counted) };
}
