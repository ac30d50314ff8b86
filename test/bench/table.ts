import type { BenchRow } from "./compare.ts";

/** The rows as aligned text. */
export function table(rows: readonly BenchRow[]): string {
  const cells = [
    ["name", "ours", "reference", "ratio", "(middle half)", "unit", "n"],
    ...rows.map(({ name, ours, reference, ratio, spread: [low, high], unit, n }) => [
      name,
      figure(ours),
      figure(reference),
      ratio.toFixed(2),
      `(${low.toFixed(2)}–${high.toFixed(2)})`,
      unit,
      String(n),
    ]),
  ];
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const isText = (at: number) => at === 0 || at === 5;
  return cells
    .map((row) =>
      row
        .map((cell, at) =>
          isText(at) ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
