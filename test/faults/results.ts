import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** One figure of ours beside what it is held against, of the same run. */
export interface Result {
  name: string;
  ours: number;
  reference: number;
  /** ours / reference; null where the reference is nought. */
  ratio: number | null;
  unit: string;
  /** How many observations it rests on. */
  n: number;
}

export function result(row: Omit<Result, "ratio">): Result {
  return { ...row, ratio: row.reference === 0 ? null : row.ours / row.reference };
}

/** Prints one table; with `--json FILE` on the command line writes the same rows there. */
export function report(results: readonly Result[]): void {
  const shown = results.map(({ name, ours, reference, ratio, unit, n }) => ({
    name,
    ours: round(ours),
    reference: round(reference),
    ratio: ratio === null ? "–" : round(ratio),
    unit,
    n,
  }));
  console.table(shown);
  const { values } = parseArgs({ options: { json: { type: "string" } }, strict: false });
  if (typeof values.json === "string") {
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
}

/** Three figures are what such measurements are good for. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
