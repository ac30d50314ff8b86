import { median, quantile } from "./statistics.ts";

/** What one side of a comparison did in one slice of time. */
export interface Slice {
  /** Operations in a second. */
  rate: number;
  /** How long each took, in milliseconds. */
  times: number[];
}

/** Something that can be measured, for a slice of time. */
export type Side = (milliseconds: number) => Promise<Slice>;

/** One line of the table: the same figure of two sides, as a ratio. */
export interface Comparison {
  name: string;
  ours: Side;
  reference: Side;
  figure: Figure;
  /** Where it stands in the plot of what grows with the contacts. */
  size?: { series: string; contacts: number };
}

/** What is to be compared, and what stands ready for it. */
export interface Bench {
  comparisons: Comparison[];
  close(): Promise<void>;
}

export interface BenchRow {
  name: string;
  ours: number;
  reference: number;
  /** The median of the rounds' ratios, ours by reference. */
  ratio: number;
  /** The middle half of the rounds' ratios. */
  spread: [number, number];
  unit: string;
  /** Operations of ours that were measured. */
  n: number;
  size?: Comparison["size"];
}

/** How a slice becomes a number. */
export const figures = {
  rate: { unit: "per second", of: (slice: Slice) => slice.rate },
  p50: { unit: "ms, p50", of: (slice: Slice) => quantile(slice.times, 0.5) },
  p95: { unit: "ms, p95", of: (slice: Slice) => quantile(slice.times, 0.95) },
  p99: { unit: "ms, p99", of: (slice: Slice) => quantile(slice.times, 0.99) },
};
type Figure = keyof typeof figures;

/**
 * Measures all sides in turn, many times, in one order and then in the other: what else the machine
 * does meanwhile meets both sides of a ratio.
 */
export async function compare(
  comparisons: readonly Comparison[],
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<BenchRow[]> {
  const sides = [...new Set(comparisons.flatMap(({ ours, reference }) => [ours, reference]))];
  // Code is compiled, statements are prepared and planned for good, pools are filled.
  for (const side of sides) await side(milliseconds * 2);
  const slices = new Map<Side, Slice[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      slices.get(side)?.push(await side(milliseconds));
    }
  }
  return comparisons.map(({ name, ours, reference, figure, size }) => {
    const { unit, of } = figures[figure];
    const figuresOf = (side: Side) => (slices.get(side) ?? []).map(of);
    const [mine, theirs] = [figuresOf(ours), figuresOf(reference)];
    const ratios = mine.map((value, round) => value / (theirs[round] ?? Number.NaN));
    return {
      name,
      ours: median(mine),
      reference: median(theirs),
      ratio: median(ratios),
      spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
      unit,
      ...(size ? { size } : {}),
      n: (slices.get(ours) ?? []).reduce((sum, { times }) => sum + times.length, 0),
    };
  });
}

/** A side that does one thing again and again, as many at once as there are lanes. */
export function inLanes(lanes: number, once: (lane: number) => Promise<unknown>): Side {
  return async (milliseconds) => {
    const times: number[] = [];
    const begin = performance.now();
    const end = begin + milliseconds;
    const run = async (lane: number) => {
      for (let started = performance.now(); started < end;) {
        await once(lane);
        const now = performance.now();
        times.push(now - started);
        started = now;
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
    return { rate: (times.length * 1_000) / (performance.now() - begin), times };
  };
}
