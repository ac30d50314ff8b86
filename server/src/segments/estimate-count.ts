import type { PreviewCount } from "@tagalong/shared/contracts/criteria-preview.ts";

/** Fewer hits than this say only that something is rare: 40 are 16 % off, one time in three. */
export const fewHits = 40;

/**
 * How many of all a sample's hits stand for. Of something rare it can only say how many there are at
 * most: even none found may be three overlooked (the rule of three, 95 %). Pure.
 */
export function estimateCount(hits: number, sampled: number, all: number): PreviewCount {
  if (sampled === 0) return { count: all, precision: "at_most" };
  if (hits >= fewHits) {
    return { count: roundTo((hits / sampled) * all), precision: "about" };
  }
  const overlooked = hits + 3 + 2 * Math.sqrt(hits);
  return { count: Math.min(all, roundUpTo((overlooked / sampled) * all)), precision: "at_most" };
}

/** Two digits: more would claim to be counted. */
function roundTo(count: number): number {
  const step = stepOf(count);
  return Math.round(count / step) * step;
}

function roundUpTo(count: number): number {
  const step = stepOf(count);
  return Math.ceil(count / step) * step;
}

const stepOf = (count: number) => 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
